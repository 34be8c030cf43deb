"""A place on the map: a point, or a line or area of GeoJSON, in degrees of longitude and latitude."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.filters import PRESENCE_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_blank, plain
from nianlun.define.reading.numbers import rounded, written
from nianlun.define.words import Language, either

SHAPES = {"point": "Point", "line": "LineString", "area": "Polygon"}
"""What a pack may allow, and how GeoJSON calls it."""
EASTMOST, NORTHMOST = 180, 90
PLACES = 6
"""Places of a degree that are kept: a tenth of a metre."""

SHORTEST_RING = 4
"""Positions of a triangle whose last is its first again."""

_DEPTH = {"Point": 0, "LineString": 1, "Polygon": 2}
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_PAIR = re.compile(
    rf"(?:POINT\s*)?\(?\s*({_NUMBER})\s*°?\s*[,，;；\s]\s*({_NUMBER})\s*°?\s*\)?", re.IGNORECASE
)
_EAST = re.compile(rf"(?:东经|E|经度[:：]?)\s*({_NUMBER})|({_NUMBER})\s*°?\s*E", re.IGNORECASE)
_NORTH = re.compile(rf"(?:北纬|N|纬度[:：]?)\s*({_NUMBER})|({_NUMBER})\s*°?\s*N", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class PlaceOptions(KindOptions):
    """What a field of places may say."""

    shapes: tuple[str, ...] = ("point",)
    """What may be drawn: `point`, `line`, `area`."""


class PlaceKind(Kind[PlaceOptions]):
    """A place, stored as a GeoJSON geometry."""

    key: ClassVar[str] = "place"
    label: ClassVar[str] = "位置"
    label_en: ClassVar[str] = "place"
    options: ClassVar[type[KindOptions]] = PlaceOptions
    widget: ClassVar[str] = "place"

    def read(self, raw: Raw, options: PlaceOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """`120.55, 27.66` (longitude first), `东经120.55 北纬27.66`, or GeoJSON."""
        del context
        if is_blank(raw):
            return None
        if isinstance(raw, str):
            text = plain(raw)
            if not text.startswith("{"):
                return _point(text, raw)
            try:
                raw = json.loads(text)
            except (ValueError, RecursionError) as error:
                raise BadValueError("value.place.unreadable", raw=text[:80]) from error
        if not isinstance(raw, dict):
            raise BadValueError("value.place.unreadable", raw=raw)
        return _geometry(raw, options)

    def show(self, value: Stored, options: PlaceOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """`120.55, 27.66`; GeoJSON for all but points."""
        del options, language, lookup
        if value is None:
            return ""
        if value["type"] == "Point":
            return ", ".join(written(Decimal(str(each))) for each in value["coordinates"])
        return json.dumps(value, separators=(",", ":"))

    def describe(self, options: PlaceOptions, language: Language) -> str:
        """`位置：经度, 纬度`."""
        words = either(language, "位置：经度, 纬度", "Place: longitude, latitude")
        if set(options.shapes) != {"point"}:
            words += either(language, "，或 GeoJSON", ", or GeoJSON") + f" ({', '.join(options.shapes)})"
        return words

    def api_schema(self, options: PlaceOptions) -> dict[str, Any]:
        """A GeoJSON geometry."""
        return {
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {
                "type": {"enum": [SHAPES[each] for each in options.shapes]},
                "coordinates": {"type": "array"},
            },
        }

    def shape(self, options: PlaceOptions) -> Shape:
        """Something that is there or not."""
        del options
        return Shape(Type.OTHER)

    def filters(self, options: PlaceOptions) -> tuple[Filter, ...]:
        """By whether it is there."""
        del options
        return PRESENCE_FILTERS

    def cell(self, options: PlaceOptions) -> Cell:
        """The pair of degrees."""
        del options
        return Cell("text", "@", 22)

    def index(self, value: Stored, options: PlaceOptions) -> tuple[str, ...]:
        """What is drawn."""
        del options
        return () if value is None else (str(value["type"]),)


def _point(text: str, raw: Raw) -> dict[str, Any]:
    east, north = _EAST.search(text), _NORTH.search(text)
    if east and north:
        lon, lat = Decimal(east[1] or east[2]), Decimal(north[1] or north[2])
    elif pair := _PAIR.fullmatch(text):
        lon, lat = Decimal(pair[1]), Decimal(pair[2])
    else:
        raise BadValueError("value.place.unreadable", raw=raw)
    if abs(lon) <= NORTHMOST < abs(lat) <= EASTMOST:
        raise BadValueError("value.place.swapped", raw=raw, suggestion=f"{lat}, {lon}")
    return {"type": "Point", "coordinates": _position([lon, lat], raw)}


def _position(pair: Any, raw: Raw) -> list[float]:
    if not isinstance(pair, list) or len(pair) <= 1 or not all(_is_number(each) for each in pair[:2]):
        raise BadValueError("value.place.unreadable", raw=str(raw)[:80])
    lon, lat = (Decimal(str(each)) for each in pair[:2])
    if not (lon.is_finite() and lat.is_finite() and abs(lon) <= EASTMOST and abs(lat) <= NORTHMOST):
        raise BadValueError("value.place.outside", raw=str(raw)[:80])
    return [float(rounded(lon, PLACES)) + 0.0, float(rounded(lat, PLACES)) + 0.0]


def _is_number(thing: Any) -> bool:
    return isinstance(thing, (int, float, Decimal)) and not isinstance(thing, bool)


def _geometry(raw: dict[str, Any], options: PlaceOptions) -> dict[str, Any]:
    kind = raw.get("type")
    if kind == "Feature" and isinstance(raw.get("geometry"), dict):
        return _geometry(raw["geometry"], options)
    if kind not in {SHAPES[each] for each in options.shapes if each in SHAPES}:
        raise BadValueError("value.place.shape", raw=kind, known="、".join(options.shapes))
    found = _coordinates(raw.get("coordinates"), _DEPTH[kind], raw)
    if kind == "LineString" and len(found) == 1:
        raise BadValueError("value.place.unreadable", raw=str(raw)[:80])
    return {"type": kind, "coordinates": found}


def _coordinates(given: Any, depth: int, raw: Raw) -> Any:
    if depth == 0:
        return _position(given, raw)
    if not isinstance(given, list) or not given:
        raise BadValueError("value.place.unreadable", raw=str(raw)[:80])
    found = [_coordinates(each, depth - 1, raw) for each in given]
    if depth == _DEPTH["Polygon"] and any(len(ring) < SHORTEST_RING or ring[0] != ring[-1] for ring in found):
        raise BadValueError("value.place.ring", raw=str(raw)[:80])
    return found
