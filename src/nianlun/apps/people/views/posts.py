"""Posts with who holds them as A, B or stand-in; and units and persons brought in from a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nianlun.apps.people.actions.importing import RefusedPeopleError, import_people
from nianlun.apps.people.actions.posts import add_person, add_post, hold_post
from nianlun.apps.people.forms.posts import HoldingForm, PersonForm, PostForm
from nianlun.apps.people.models import Holding, Post, Role, Unit
from nianlun.apps.people.queries import may
from nianlun.apps.people.views.refusals import words
from nianlun.apps.people.views.rights import units_administered
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with who holds it today, by rank."""

    post: Post
    held: dict[str, list[str]]

    @property
    def has_both(self) -> bool:
        """Whether it has a holder A and a holder B."""
        return bool(self.held.get(Holding.Rank.A) and self.held.get(Holding.Rank.B))


def lines(units: list[Unit]) -> list[PostLine]:
    """Every post of some units; two queries."""
    today = timezone.localdate()
    found: dict[int, dict[str, list[str]]] = {}
    holdings = Holding.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), post__unit__in=units, since_on__lte=today
    )
    for each in holdings.select_related("person"):
        found.setdefault(each.post_id, {}).setdefault(each.rank, []).append(each.person.name)
    posts = Post.objects.filter(unit__in=units).select_related("unit").order_by("unit__path", "title")
    return [PostLine(post, found.get(post.pk, {})) for post in posts]


@require_http_methods(["GET", "POST"])
def posts(request: HttpRequest) -> HttpResponse:
    """The posts of the units one administers; add a person, a post, a holder."""
    units = units_administered(request)
    what = request.POST.get("what", "")
    forms = {
        "person": PersonForm(request.POST if what == "person" else None, units=units, prefix="person"),
        "post": PostForm(request.POST if what == "post" else None, units=units, prefix="post"),
        "holding": HoldingForm(request.POST if what == "holding" else None, units=units, prefix="holding"),
    }
    if request.method == "POST" and what in forms and forms[what].is_valid():
        act = {"person": add_person, "post": add_post, "holding": hold_post}[what]
        act(**forms[what].cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("people:posts")
    return render(request, "people/posts.html", {"lines": lines(units), "forms": forms, "what": what})


@require_http_methods(["GET", "POST"])
def bring_people(request: HttpRequest) -> HttpResponse:
    """Units, persons and posts from an Excel file: all of them, or none and every bad cell named."""
    roots = Unit.objects.filter(parent__isnull=True)
    if not any(may(request.user, Role.ADMINISTER, root, "people") for root in roots):
        raise PermissionDenied
    shown: dict[str, object] = {"outcome": None, "bad": (), "problem": ""}
    given = request.FILES.get("file")
    if request.method == "POST" and given is None:
        shown["problem"] = _("Choose a file.")
    elif given is not None:
        try:
            shown["outcome"] = import_people(
                name=given.name or "", content=given.read(), by=request.user, at=timezone.now()
            )
        except RefusedPeopleError as error:
            shown |= {"bad": error.bad, "problem": words(error)}
        except RefusedError as error:
            shown["problem"] = words(error)
    return render(request, "people/import.html", shown)
