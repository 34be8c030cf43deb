"""People of the county who live elsewhere, what is done for them, and talents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Confirm, Create, Edit, Link, Move
from nianlun.web.demo.ledgers.associations import WORKING
from nianlun.web.demo.ledgers.county_people import OFFICE, PLACES
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.names import WORKS, firm_name, firm_stems, person_names
from nianlun.web.demo.ledgers.times import at, office_day

BATCHES = (("2023-01-06", 96), ("2023-04-26", 30), ("2023-08-16", 22), ("2023-11-29", 12), ("2025-03-12", 8))
"""Days on which people were added to the base, and how many."""
CHECKED_ON = ("2024-12-18", "2025-12-17")
NOT_CHECKED = 9
"""How many the yearly check of 2025 passed over."""
EVENTS = (
    ("杭州、上海新春慰问", "新春慰问", "2023-01-11", "杭州", 38), ("北京新春慰问", "新春慰问", "2023-01-13", "北京", 22),
    ("广州、武汉新春慰问", "新春慰问", "2023-01-16", "广州", 31), ("在县乡贤新春慰问", "新春慰问", "2023-01-18", "", 34),
    ("列席县两会", "列席两会", "2023-02-08", "", 43), ("参加2023青禾发展大会", "参加发展大会", "2023-01-29", "", 85),
    ("商会秘书长培训班", "集中培训", "2023-05-18", "", 26), ("上海商会回乡考察", "回乡考察", "2023-06-09", "上海", 14),
    ("杭州商会回乡考察", "回乡考察", "2023-11-24", "杭州", 17), ("重阳节慰问", "新春慰问", "2023-10-23", "", 12),
    ("成都新春慰问", "新春慰问", "2024-01-30", "成都", 40), ("参加2024青禾发展大会", "参加发展大会", "2024-02-18", "", 90),
    ("广州商会回乡考察", "回乡考察", "2024-05-22", "广州", 19), ("北京商会回乡考察", "回乡考察", "2024-10-16", "北京", 15),
    ("参加2025青禾发展大会", "参加发展大会", "2025-02-06", "", 88), ("参加2026青禾发展大会", "参加发展大会", "2026-02-25", "", 92),
    ("昆明商会回乡考察", "回乡考察", "2026-09-17", "昆明", 12),
)  # fmt: skip
"""Until 20 October 2023: 125 visited, 43 at the sessions, 85 at the conference."""
TALENTS = (
    ("博士", "材料科学", "2023-03-02"), ("博士", "机械工程", "2023-05-24"), ("博士", "动物营养", "2023-07-18"),
    ("博士", "光学工程", "2023-09-06"), ("省级引才计划人选", "显示驱动", "2023-04-20"),
    ("省级引才计划人选", "生物医药", "2023-06-29"), ("省级引才计划人选", "机器人", "2023-09-21"),
    ("领军型人才创业项目", "柔性传感", "2023-03-30"), ("领军型人才创业项目", "宠物疫苗", "2023-06-08"),
    ("领军型人才创业项目", "工业视觉", "2023-09-13"), ("博士", "食品工程", "2023-11-17"),
    ("领军型人才创业项目", "可降解包装", "2024-06-12"), ("博士", "数据科学", "2026-05-20"),
)  # fmt: skip
"""Programme, speciality, day of scouting: 4 doctors, 3 candidates, 3 start-ups by 20 October 2023."""
TALENT_QUARTERS = ("2023-09-27", "2023-12-27", "2026-03-30", "2026-06-29", "2026-09-28")


def liaison_acts() -> Iterator[Act]:
    """People, events, talents."""
    yield from _people()
    yield from _events()
    yield from _talents()


def _people() -> Iterator[Act]:
    rng = Random(43)  # noqa: S311 - the demo is the same every time
    names, stems, cities = person_names(43), firm_stems(43), cycle(city for city, *_ in WORKING)
    number = 0
    for text, count in BATCHES:
        added_on = date.fromisoformat(text)
        for _ in range(count):
            city = next(cities)
            industry = rng.choice(tuple(WORKS))
            president = number < len(WORKING)
            kinds = (
                ["商会会长", "招商大使"]
                if president
                else rng.choice((["头部企业"], ["知名人士"], ["专家学者"], [], []))
            )
            values: dict[str, object] = {
                "name": next(names),
                "firm": firm_name(next(stems), industry, rng),
                "post": rng.choice(("董事长", "总经理", "合伙人", "副总裁")),
                "industry": industry,
                "city": city,
                "native": rng.choice(PLACES),
                "association": Link("associations", city),
                "contacted_on": (added_on - timedelta(days=rng.randint(1, 300))).isoformat(),
            }
            if kinds:
                values["kinds"] = "、".join(kinds)
            ref = f"P{number}"
            yield _act("people_elsewhere", Create, ref, added_on, 14, unit=OFFICE, values=values)
            if rng.random() < 0.25 and added_on.year == 2023:
                day = office_day(added_on + timedelta(days=rng.randint(30, 200)))
                told = {"contacted_on": day.isoformat(), "intention": "有回乡投资意向，关注用地和厂房。"}
                yield _act("people_elsewhere", Edit, ref, day, 10, values=told)
            for check in CHECKED_ON:
                if check > text and not (check == CHECKED_ON[-1] and number % 17 == NOT_CHECKED):
                    yield _act("people_elsewhere", Confirm, ref, date.fromisoformat(check), 10)
            number += 1


def _events() -> Iterator[Act]:
    for name, kind, day, city, persons in EVENTS:
        held_on = date.fromisoformat(day)
        values: dict[str, object] = {"name": name, "kind": kind, "held_on": day, "persons": persons}
        if city:
            values["association"] = Link("associations", city)
        yield _act(
            "liaison",
            Create,
            f"{name}{day}",
            office_day(held_on + timedelta(days=1)),
            10,
            unit=OFFICE,
            values=values,
        )


def _talents() -> Iterator[Act]:
    names = person_names(4)
    for number, (programme, speciality, day) in enumerate(TALENTS):
        scouted_on = date.fromisoformat(day)
        startup = programme == "领军型人才创业项目"
        values = {
            "name": next(names),
            "programme": programme,
            "degree": "博士" if programme == "博士" or startup else "硕士",
            "speciality": speciality,
            "stationed": "是" if programme != "领军型人才创业项目" else "否",
            "scouted_on": day,
        }
        values |= {"startup": f"{speciality}产业化"} if startup else {}
        ref = f"T{number}"
        yield _act(
            "talents", Create, ref, office_day(scouted_on + timedelta(days=1)), 10, unit=OFFICE, values=values
        )
        settled = number % 3 == 0 and scouted_on.year == 2023
        if settled:
            on = office_day(scouted_on + timedelta(days=70))
            yield _act("talents", Move, ref, on, 11, to="settled", values={"settled_on": on.isoformat()})
        elif number % 3 == 1:
            yield _act(
                "talents", Move, ref, office_day(scouted_on + timedelta(days=40)), 11, to="applied", values={}
            )
        for text in TALENT_QUARTERS if not settled else ():
            if text > day and not (text == TALENT_QUARTERS[-1] and number == 5):
                yield _act("talents", Confirm, ref, date.fromisoformat(text), 17)


def _act(register: str, kind: type[Act], ref: str, day: date, hour: int, **rest: object) -> Act:
    return kind(at=at(day, hour), by=OFFICE_KEEPER, register=register, ref=ref, **rest)  # type: ignore[arg-type]
