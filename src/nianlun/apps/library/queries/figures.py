"""Figures across the library: by indicator, unit, range of value, role, year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from nianlun.apps.library.models import Document, Figure
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.open_text import open_to
from nianlun.apps.library.queries.parameters import amount, first, integer, integers, words
from nianlun.apps.people.models import User
from nianlun.kernel.measures import measure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter:
    """What figures are asked for; an empty field asks for nothing."""

    indicator: str = ""
    """Characters of the indicator."""
    units: tuple[str, ...] = ()
    """Base units: 元, %, 个, 亩."""
    low: Decimal | None = None
    """Least value, in the base unit."""
    high: Decimal | None = None
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    setters: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    document: int | None = None

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Sequence[str]]) -> FigureFilter:
        """From a query string as `dict(request.GET.lists())`; what cannot be understood is left out.

        Units and values may be given as people print them: 亩, 50亿元. A value without a unit counts in the
        unit asked for, else in whatever base unit a figure has.
        """
        printed = words(parameters, "figure_unit")
        low, low_unit = amount(parameters, "low", *printed[:1])
        high, high_unit = amount(parameters, "high", *printed[:1])
        units = [measure_of(unit).base_unit or unit for unit in printed] or [low_unit, high_unit]
        return cls(
            indicator=first(parameters, "indicator"),
            units=tuple(dict.fromkeys(unit for unit in units if unit)),
            low=low,
            high=high,
            roles=words(parameters, "role"),
            kinds=words(parameters, "figure_kind"),
            setters=words(parameters, "setter"),
            sections=words(parameters, "figure_section"),
            years=integers(parameters, "figure_year"),
            document=integer(parameters, "document"),
        )

    def to_parameters(self) -> dict[str, list[str]]:
        """The query string again, without what is empty."""
        pairs = {
            "indicator": [self.indicator],
            "figure_unit": list(self.units),
            "low": [] if self.low is None else [format(self.low, "f")],
            "high": [] if self.high is None else [format(self.high, "f")],
            "role": list(self.roles),
            "figure_kind": list(self.kinds),
            "setter": list(self.setters),
            "figure_section": list(self.sections),
            "figure_year": [str(year) for year in self.years],
            "document": [] if self.document is None else [str(self.document)],
        }
        return {name: values for name, values in pairs.items() if any(values)}

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return self == FigureFilter()


def figures_of(user: User, document: Document) -> QuerySet[Figure]:
    """Figures of one document the person may see, in the order of the text."""
    return open_to(user, Figure.objects.filter(document=document)).order_by("start", "end", "pk")


def open_figures(user: User) -> QuerySet[Figure]:
    """All figures the person may see."""
    return open_to(user, Figure.objects.filter(document__in=readable(user)))


def find_figures(user: User, asked: FigureFilter) -> QuerySet[Figure]:
    """Figures the person may read, with their document at hand; order as in the documents."""
    figures = narrowed(open_figures(user), asked)
    return (
        figures.select_related("document", "document__unit")
        .defer("document__text")
        .order_by("document", "start")
    )


def narrowed(figures: QuerySet[Figure], asked: FigureFilter) -> QuerySet[Figure]:
    """The figures that meet every condition."""
    conditions: dict[str, object] = {
        "indicator__contains": asked.indicator,
        "base_unit__in": asked.units,
        "role__in": asked.roles,
        "kind__in": asked.kinds,
        "setter__in": asked.setters,
        "section__in": asked.sections,
        "year__in": asked.years,
    }
    figures = figures.filter(**{name: value for name, value in conditions.items() if value})
    if asked.low is not None:
        figures = figures.filter(base_value__gte=asked.low)
    if asked.high is not None:
        figures = figures.filter(base_value__lte=asked.high)
    return figures if asked.document is None else figures.filter(document=asked.document)
