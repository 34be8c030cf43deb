"""Building a register in the browser: the same definition, the same checks and the same files as a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import units_in_order, units_of
from nianlun.apps.people.views.refusals import attempt, missing_is_404, words
from nianlun.apps.registers.actions import discard_draft, publish_definition, save_definition_draft
from nianlun.apps.registers.actions.definitions import RefusedPlanError, check_definition, plan_of_draft
from nianlun.apps.registers.definitions.installed import plain_of
from nianlun.apps.registers.forms.boxes import ALIKE, CYCLE, REGISTER
from nianlun.apps.registers.forms.boxing import shown_boxes, shown_sections
from nianlun.apps.registers.forms.offers import offers_of
from nianlun.apps.registers.forms.register import (
    CHOSEN,
    COLOURS,
    MEASURED,
    Plain,
    empty,
    from_post,
    other_problems,
    parts_of,
    rearranged,
)
from nianlun.apps.registers.models import Register, RegisterVersion
from nianlun.apps.registers.queries.registers import registers_built_by
from nianlun.apps.registers.queries.rights import AREA
from nianlun.apps.registers.views.common import language
from nianlun.define.describe_words import secrecy_words
from nianlun.define.errors import PacksError
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.computed import RESULTS
from nianlun.define.messages import words_of
from nianlun.define.model import Secrecy
from nianlun.define.nodes import Map, to_plain
from nianlun.define.plan import Change
from nianlun.define.problems import Problem
from nianlun.define.words import label_of
from nianlun.define.yaml_reading import read_yaml
from nianlun.kernel.errors import RefusedError

KEY = re.compile(r"^[a-z][a-z0-9_]{0,58}$")
LARGEST_PACK = 1024 * 1024
SECRECY_WORDS: dict[str, str | Promise] = {
    "public": pgettext_lazy("secrecy", "All who can sign in"),
    "internal": pgettext_lazy("secrecy", "The unit and those above it"),
    "restricted": pgettext_lazy("secrecy", "Those who keep, review or supervise"),
    "confidential": pgettext_lazy("secrecy", "Those who keep it only"),
}


def units_to_build_for(user: User) -> list[Unit]:
    """Units whose registers the person administers."""
    mine = units_of(user, Role.ADMINISTER, AREA)
    return [each for each in units_in_order(mine) if each.closed_on is None]


def may_build(user: User) -> bool:
    """Whether the person administers the registers of some unit."""
    return bool(units_of(user, Role.ADMINISTER, AREA))


@require_http_methods(["GET", "POST"])
def builder(request: HttpRequest) -> HttpResponse:
    """Registers built here; begin one, or bring in a pack file."""
    units = units_to_build_for(request.user)
    if not units:
        raise PermissionDenied
    if request.method == "POST":
        unit = next((each for each in units if str(each.pk) == request.POST.get("unit")), units[0])
        made = brought_in(request, unit) if request.FILES.get("pack") else begun(request, unit)
        if made is not None:
            return redirect("registers:build", key=made.key)
    built = [
        (row, row.versions.filter(status=RegisterVersion.Status.DRAFT).exists())
        for row in registers_built_by(request.user)
    ]
    shown = {"built": built, "units": units, "given": request.POST}
    return render(request, "registers/builder.html", shown)


def begun(request: HttpRequest, unit: Unit) -> Register | None:
    """A register with its first field; nothing where the key will not do."""
    key, label = request.POST.get("key", "").strip(), request.POST.get("label", "").strip()
    if not KEY.match(key) or not label:
        messages.error(
            request,
            _("Write a name, and a key of small letters, digits and low lines that begins with a letter."),
        )
        return None
    made = attempt(
        request,
        lambda: save_definition_draft(plain=empty(key, label), unit=unit, by=request.user, at=timezone.now()),
    )
    return made[0].register if made else None


def brought_in(request: HttpRequest, unit: Unit) -> Register | None:
    """The registers of a pack file as drafts, of those that are here too; gives the first."""
    given = request.FILES["pack"]
    if (given.size or 0) > LARGEST_PACK:
        messages.error(request, _("A pack file is never that large."))
        return None
    try:
        text = given.read().decode("utf-8")
    except UnicodeDecodeError:
        messages.error(request, _("The file is no pack: it is not UTF-8 text."))
        return None
    node, problems = read_yaml(given.name or "pack.yaml", text)
    say_problems(request, problems)
    plain = to_plain(node) if isinstance(node, Map) else {}
    found = [each for each in plain.get("registers") or () if isinstance(each, dict)]
    if problems or not found:
        messages.error(request, _("The file holds no register that could be brought in."))
        return None
    made: list[Register] = []
    here = {each.key: each for each in registers_built_by(request.user)}
    for each in found:
        saved = attempt(
            request,
            lambda each=each: save_definition_draft(
                plain=each,
                unit=unit,
                by=request.user,
                at=timezone.now(),
                register=here.get(each.get("key")),
            ),
        )
        made += [saved[0].register] if saved else []
    return made[0] if made else None


def say_problems(request: HttpRequest, problems: Iterable[Problem]) -> None:
    """Problems of a file, with file and line."""
    for each in problems:
        messages.error(request, f"{each.place}: {words_of_problem(each)}")


def words_of_problem(problem: Problem) -> str:
    """What is wrong and what would mend it."""
    return words_of(problem.slug, problem.values, language())


def register_to_build(request: HttpRequest, key: str) -> Register:
    """A register built here that the person administers.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    for each in registers_built_by(request.user):
        if each.key == key:
            return each
    raise RefusedError("registers.register.missing", key=key)


@require_http_methods(["GET", "POST"])
@missing_is_404
def build(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a register that is being built."""
    register = register_to_build(request, key)
    draft = RegisterVersion.objects.filter(register=register, status=RegisterVersion.Status.DRAFT).first()
    published = plain_of(register.current) if register.current else None
    before = plain_of(draft) if draft else published or {}
    if request.method != "POST":
        return form(request, register, before, check_definition(before), draft=draft)
    do = request.POST.get("do", "save")
    if do == "discard":
        attempt(request, lambda: discard_draft(register=register, by=request.user, at=timezone.now()))
        return redirect("registers:builder")
    plain = from_post(request.POST, before, published)
    changed = rearranged(plain, do)
    if changed is not None:
        return form(request, register, changed[0], (), draft=draft, look_at=changed[1])
    saved = attempt(
        request,
        lambda: save_definition_draft(
            plain=plain, unit=register.maintainer, by=request.user, at=timezone.now(), register=register
        ),
    )
    if saved is None:
        return form(request, register, plain, (), draft=draft)
    draft, problems = saved
    if do == "publish" and not problems:
        return publish(request, register, plain, draft)
    if not problems:
        messages.success(request, _("Kept as a draft. Nothing is wrong with it; it can be published."))
    return form(request, register, plain, problems, draft=draft)


def publish(request: HttpRequest, register: Register, plain: Plain, draft: RegisterVersion) -> HttpResponse:
    """Put the draft in force; what would lose readings only when told so."""
    try:
        publish_definition(
            register=register,
            destructive=request.POST.get("destructive") == "1",
            by=request.user,
            at=timezone.now(),
        )
    except RefusedPlanError as error:
        changes = [change for each in error.plans for change in each.plan.changes]
        return form(request, register, plain, (), draft=draft, changes=changes, refusal=words(error))
    except PacksError as error:
        return form(request, register, plain, error.problems, draft=draft)
    except RefusedError as error:
        return form(request, register, plain, (), draft=draft, refusal=words(error))
    messages.success(request, _("The register is in force."))
    return redirect("registers:table", key=register.key)


def form(
    request: HttpRequest,
    register: Register,
    plain: Plain,
    problems: Sequence[Problem],
    *,
    draft: RegisterVersion | None,
    changes: Sequence[Change] = (),
    refusal: str = "",
    look_at: str = "",
) -> HttpResponse:
    """The form, each problem at its part."""
    if not changes and not problems and draft is not None and register.current and request.method == "GET":
        changes = plan_of_draft(register).changes
    offers = offers_of(plain, language())
    in_force = list(Register.objects.filter(current__isnull=False).order_by("order"))
    named = {register.key: str(plain.get("label") or register.key)} | {
        each.key: label_of(each, language()) for each in in_force
    }
    offers["ledgers"] = list(named.items())
    shown: dict[str, Any] = {
        "register": register,
        "plain": plain,
        "fields": parts_of(plain, "fields", problems, offers),
        "stages": parts_of(plain, "stages", problems, offers),
        "sections": shown_sections(plain, offers, problems),
        "about": shown_boxes(REGISTER, "", plain, offers, problems, f"registers[{register.key}]"),
        "cycle": shown_boxes(CYCLE, "", plain, offers, problems, f"registers[{register.key}]"),
        "alike": shown_boxes(ALIKE, "", plain, offers, problems, f"registers[{register.key}]"),
        "gone": plain.get("removed_stages", ()),
        "problems": other_problems(problems),
        "problem_count": len(problems),
        "changes": changes,
        "destructive": any(each.destructive for each in changes),
        "refusal": refusal,
        "look_at": look_at,
        "draft": draft,
        "kinds": [(key, label_of(kind, language())) for key, kind in KINDS.items()],
        "measured": MEASURED,
        "chosen": CHOSEN,
        "results": [(key, label_of(kind, language())) for key, kind in RESULTS.items()],
        "colours": COLOURS,
        "secrecies": [
            (each.value, f"{secrecy_words(each, language())} · {SECRECY_WORDS[each.value]}")
            for each in Secrecy
        ],
        "import_key": plain.get("import_key") or (),
        "date_fields": [each for each in plain.get("fields", ()) if each.get("kind") == "date"],
        "registers": in_force,
        "register_keys": {each.key for each in in_force},
    }
    return render(request, "registers/build.html", shown)
