"""A register on a map of its own: the points between their outermost ones, without tiles from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import cos, floor, log10, radians

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.apps.registers.queries.places import Place, Point, place_fields, places
from nianlun.apps.registers.queries.table import shown_columns
from nianlun.apps.registers.queries.views import with_view
from nianlun.apps.registers.views.asking import address_of, chips_of, request_of_address
from nianlun.apps.registers.views.common import frame, ledger_named
from nianlun.define.model.views import ViewKind
from nianlun.kernel.errors import RefusedError

WIDTH, HEIGHT, MARGIN = 1000.0, 620.0, 40.0
SMALLEST_SPAN = 0.01
"""Degrees that the map shows at least, so that one point does not stand alone in the void."""
LINES = 6
KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the earth the map shows."""

    west: float
    south: float
    scale: float
    """Units of the drawing for a degree of latitude."""
    squeeze: float
    """How much shorter a degree of longitude is here."""
    left: float
    top: float

    def at(self, point: Point) -> tuple[float, float]:
        """Where a point lies in the drawing."""
        x = self.left + (point[0] - self.west) * self.squeeze * self.scale
        y = HEIGHT - self.top - (point[1] - self.south) * self.scale
        return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry in the drawing."""

    place: Place
    x: float
    y: float
    path: str
    """Points of a line or an area; empty for a point."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the net of degrees."""

    x: float
    y: float
    is_upright: bool
    words: str


def frame_around(points: Iterable[Point]) -> Frame:
    """The smallest part of the earth that holds all points, with a margin."""
    longitudes, latitudes = zip(*points, strict=True)
    south, north, west, east = min(latitudes), max(latitudes), min(longitudes), max(longitudes)
    squeeze = max(0.1, cos(radians((south + north) / 2)))
    high, wide = max(north - south, SMALLEST_SPAN), max((east - west) * squeeze, SMALLEST_SPAN)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    left = (WIDTH - (east - west) * squeeze * scale) / 2
    top = (HEIGHT - (north - south) * scale) / 2
    return Frame(west, south, scale, squeeze, left, top)


def drawn(frame_: Frame, place: Place) -> Drawn:
    """An entry as it is drawn."""
    spots = [frame_.at(point) for point in place.points]
    x = sum(each[0] for each in spots) / len(spots)
    y = sum(each[1] for each in spots) / len(spots)
    path = "" if place.kind == "Point" else " ".join(f"{a},{b}" for a, b in spots)
    return Drawn(place, round(x, 1), round(y, 1), path)


def net(frame_: Frame) -> Iterator[Line]:
    """Lines of longitude and latitude at round numbers."""
    for is_upright, size, per_degree in (
        (True, WIDTH, frame_.squeeze * frame_.scale),
        (False, HEIGHT, frame_.scale),
    ):
        step = round_step(size / per_degree / LINES)
        first = (
            frame_.west - frame_.left / per_degree if is_upright else frame_.south - frame_.top / per_degree
        )
        number = floor(first / step) + 1
        while (number * step - first) * per_degree < size:
            degree = number * step
            x, y = frame_.at((degree, frame_.south) if is_upright else (frame_.west, degree))
            yield Line(x, y, is_upright, f"{degree:.4f}".rstrip("0").rstrip(".") + "°")
            number += 1


def round_step(rough: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10 ** floor(log10(rough))
    return float(next((each * power for each in (1, 2, 5) if each * power >= rough), 10 * power))


@require_safe
@missing_is_404
def map_(request: HttpRequest, key: str) -> HttpResponse:
    """The map, and beside it the same as a list."""
    ledger = ledger_named(request, key)
    fields = place_fields(ledger)
    if not fields:
        raise RefusedError("registers.map.missing", key=key)
    asked = request_of_address(request.GET)
    if not asked.view and "view" not in request.GET:
        first = next((each.key for each in ledger.definition.views if each.kind is ViewKind.MAP), "")
        asked = replace(asked, view=first)
    field = next((each for each in fields if each.key == request.GET.get("place")), fields[0])
    found, total = places(ledger, asked, field)
    around = frame_around([point for each in found for point in each.points]) if found else None
    title = ledger.definition.title
    shown = {
        **frame(ledger, "map"),
        "drawn": [drawn(around, each) for each in found] if around else [],
        "net": list(net(around)) if around else [],
        "width": int(WIDTH),
        "height": int(HEIGHT),
        "kilometres": bar_of_scale(around) if around else None,
        "fields": [each for each in shown_columns(ledger, with_view(ledger, asked)[0]) if each.key != title][
            :4
        ],
        "title_field": ledger.definition.field_by_key.get(title),
        "names": ledger.names,
        "field": field,
        "without": total - len(found),
        "chips": chips_of(ledger, asked),
        "query": address_of(asked),
        "asked": asked,
    }
    return render(request, "registers/map.html", shown)


def bar_of_scale(frame_: Frame) -> tuple[float, str]:
    """A round length at the foot of the map: units of the drawing, and words."""
    per_km = frame_.scale / KM_PER_DEGREE
    length = round_step(WIDTH / 8 / per_km)
    return round(length * per_km, 1), f"{length:g} km"
