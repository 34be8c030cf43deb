"""Where things lie: the made-up county around a made-up centre, and cities elsewhere, roughly."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from nianlun.web.demo.ledgers.county_people import PLACES

CENTRE = (118.42, 26.18)
"""Longitude and latitude of the county town, where there is no such county."""
CITIES = {
    "长三角片组": {
        "上海": (121.47, 31.23),
        "杭州": (120.16, 30.27),
        "苏州": (120.59, 31.30),
        "宁波": (121.55, 29.87),
    },
    "粤港澳片组": {
        "深圳": (114.06, 22.54),
        "广州": (113.26, 23.13),
        "东莞": (113.75, 23.02),
        "佛山": (113.12, 23.02),
    },
    "京津冀片组": {"北京": (116.41, 39.90), "天津": (117.20, 39.13), "青岛": (120.38, 36.07)},
    "中西部片组": {
        "武汉": (114.31, 30.59),
        "成都": (104.07, 30.57),
        "重庆": (106.55, 29.56),
        "西安": (108.94, 34.34),
    },
    "境外片组": {
        "新加坡": (103.82, 1.35),
        "河内": (105.83, 21.03),
        "米兰": (9.19, 45.46),
        "慕尼黑": (11.58, 48.14),
    },
}
"""Cities the five area groups work in."""


def town_centre(town: str) -> tuple[float, float]:
    """Where a town or street of the county lies: in two circles around the county town."""
    order = PLACES.index(town)
    radius = 0.05 if order < 3 else 0.12 + 0.05 * (order % 3)
    angle = 2 * pi * order / len(PLACES)
    return CENTRE[0] + radius * cos(angle), CENTRE[1] + radius * sin(angle)


def near(point: tuple[float, float], rng: Random, spread: float = 0.02) -> str:
    """A place close to another, as a clerk types it."""
    return f"{point[0] + rng.uniform(-spread, spread):.5f}, {point[1] + rng.uniform(-spread, spread):.5f}"


def near_town(town: str, rng: Random) -> str:
    """A place in a town."""
    return near(town_centre(town), rng)


def near_city(group: str, city: str, rng: Random) -> str:
    """A place in a city of an area group."""
    return near(CITIES[group][city], rng, 0.08)
