"""Words for the slugs of the library, in the language of the person who reads."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nianlun.text.kinds import FIELDS, KINDS, Field, Kind

LABELS: dict[str, dict[str, str | Promise]] = {
    "role": {
        "actual": _("Actual"),
        "target": _("Target"),
        "forecast": _("Forecast"),
    },
    "figure_kind": {
        "count": pgettext_lazy("figure", "Number"),
        "people": pgettext_lazy("figure", "People"),
        "money": pgettext_lazy("figure", "Money"),
        "rate": pgettext_lazy("figure", "Rate"),
        "points": pgettext_lazy("figure", "Percentage points"),
        "rank": pgettext_lazy("figure", "Rank"),
        "multiple": pgettext_lazy("figure", "Multiple"),
        "fraction": pgettext_lazy("figure", "Fraction"),
        "area": pgettext_lazy("figure", "Area"),
        "length": pgettext_lazy("figure", "Length"),
        "mass": pgettext_lazy("figure", "Mass"),
        "volume": pgettext_lazy("figure", "Volume"),
        "energy": pgettext_lazy("figure", "Energy"),
        "power": pgettext_lazy("figure", "Power"),
        "duration": pgettext_lazy("figure", "Duration"),
        "measure": pgettext_lazy("figure", "Other measure"),
    },
    "section": {
        "achievement": _("What was done"),
        "problem": _("What is wrong"),
        "plan": _("What is planned"),
        "other": pgettext_lazy("section", "Other"),
    },
    "level": {
        "nation": _("Nation"),
        "province": _("Province"),
        "city": _("City"),
        "county": _("County or district"),
        "bureau": _("Bureau"),
        "town": _("Town"),
        "street": _("Street"),
        "village": _("Village"),
    },
    "access": {
        "public": pgettext_lazy("access", "Public"),
        "unit": pgettext_lazy("access", "Unit"),
        "private": pgettext_lazy("access", "Private"),
    },
    "commitment_kind": {
        "quantified": _("Quantified"),
        "dated": _("Dated"),
        "qualitative": _("Qualitative"),
    },
    "comparator": {
        ">=": _("at least"),
        "<=": _("at most"),
        "=": _("exactly"),
        "range": _("between"),
    },
    "verdict": {
        "kept": _("Kept"),
        "missed": _("Missed"),
        "dropped": _("Not spoken of again"),
        "unclear": _("Unclear"),
        "open": pgettext_lazy("commitment", "Open"),
    },
    "residue": {
        "toc": _("Table of contents"),
        "advert": _("Advert"),
        "furniture": _("Page furniture"),
        "mark": _("Platform mark"),
        "heading": _("Heading of the compilation"),
    },
    "note": {
        "ocr": _("Read from a picture: look over names and numbers"),
        "undecodable": _("Some bytes are no characters of the encoding"),
        "tracked_changes": _("Tracked changes were taken as accepted"),
    },
    "masking": {
        "person": _("Names of persons"),
        "mobile": _("Mobile telephones"),
        "landline": _("Fixed telephones"),
        "identity": _("Identity numbers"),
        "bank_card": _("Bank cards"),
        "email": _("E-mail addresses"),
        "plate": _("Number plates"),
        "address": _("House addresses"),
    },
    "scope": {
        "text": pgettext_lazy("document", "Text"),
        "title": pgettext_lazy("document", "Title"),
        "heading": _("Headings"),
        "indicator": _("Indicators"),
        "commitment": _("Commitments"),
    },
    "facet": {
        "year": _("Year reported"),
        "plan_year": _("Year planned"),
        "level": _("Level"),
        "field": _("Field of work"),
        "kind": _("Document kind"),
        "issuer": _("Issuer"),
        "unit": _("Unit"),
        "tag": _("Tag"),
        "access": _("Access"),
        "section": _("Section"),
    },
    "sort": {
        "relevance": _("Best match"),
        "year": _("Latest year"),
        "added": _("Latest added"),
        "length": _("Longest"),
    },
    "download_form": {
        "docx": _("Word (docx)"),
        "txt": _("Text (txt)"),
        "md": "Markdown",
        "zip-docx": _("Word files in a zip"),
        "zip-txt": _("Text files in a zip"),
        "source": _("The file it came in"),
        "masked docx": _("Desensitised copy (docx)"),
        "masked txt": _("Desensitised copy (txt)"),
        "masked md": _("Desensitised copy (Markdown)"),
    },
    "origin": {
        "page": _("Page"),
        "command": _("Command line"),
        "api": _("API"),
        "folder": _("Watched folder"),
    },
    "job_state": {
        "waiting": _("Waiting"),
        "running": _("Running"),
        "done": _("Done"),
        "cancelled": _("Cancelled"),
    },
    "item_state": {
        "waiting": _("Waiting"),
        "done": _("Imported"),
        "duplicate": _("Already there"),
        "skipped": _("Skipped"),
        "failed": _("Could not be read"),
    },
    "correction_target": {
        "figure": _("Figure"),
        "commitment": _("Commitment"),
        "meta": _("Document"),
    },
    "correction_act": {
        "mend": _("Mended"),
        "add": _("Added"),
        "remove": _("Removed"),
    },
    "finding_field": {
        "title": pgettext_lazy("document", "Title"),
        "text": _("As printed"),
        "value": _("Value"),
        "upper": _("Upper value"),
        "unit": pgettext_lazy("measure", "Unit"),
        "kind": pgettext_lazy("finding", "Kind"),
        "base_value": _("Base value"),
        "base_upper": _("Upper base value"),
        "base_unit": _("Base unit"),
        "indicator": _("Indicator"),
        "role": pgettext_lazy("finding", "Role"),
        "period": _("Period"),
        "as_of": _("As of"),
        "setter": _("Set by"),
        "qualifier": _("Qualifier"),
        "basis": _("Compared with"),
        "comparator": _("Comparator"),
        "due": _("Due"),
        "section": _("Section"),
        "unit_named": _("Responsible unit"),
        "issuer": _("Issuer"),
        "year": _("Year reported"),
        "plan_year": _("Year planned"),
        "dated": _("Date"),
        "level": _("Level"),
        "field": _("Field of work"),
    },
}


BILINGUAL: dict[str, Mapping[str, Kind | Field]] = {"kind": KINDS, "field": FIELDS}
"""Groups whose words stand with the rules that find them, in both languages."""


def label(group: str, slug: object) -> str | Promise:
    """The word for a slug; the slug itself where there is none, nothing for None."""
    if slug is None or slug == "":
        return ""
    known = BILINGUAL.get(group, {}).get(str(slug))
    if known:
        return known.english if (get_language() or "").startswith("en") else known.label
    return LABELS.get(group, {}).get(str(slug), str(slug))


def finding_label(target: str, field: str, value: object) -> str | Promise:
    """The value of a field of a figure, a commitment or a document, in words where it is a slug."""
    if field == "kind":
        return label({"figure": "figure_kind", "commitment": "commitment_kind"}.get(target, "kind"), value)
    if field == "section" and target == "commitment":  # the title it stands under
        return label("", value)
    return label(field, value)


def choices(group: str, *, empty: str | Promise | None = None) -> list[tuple[str, str | Promise]]:
    """The slugs of a group with their words, for a form."""
    first: list[tuple[str, str | Promise]] = [] if empty is None else [("", empty)]
    slugs = BILINGUAL[group] if group in BILINGUAL else LABELS[group]
    return [*first, *((slug, label(group, slug)) for slug in slugs)]
