"""Policies and brochures, and letters to units that lag."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nianlun.web.demo.ledgers.acts import Act, Create, Link, Move, Paper, Return, Submit
from nianlun.web.demo.ledgers.county_people import OFFICE
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, REVIEWER
from nianlun.web.demo.ledgers.times import at, later

POLICIES = (
    ("青禾县招商引资优惠政策", "惠企政策", "2022版", "2022-06-01", "2024-06-30", ""),
    ("青禾县招商引资优惠政策", "惠企政策", "2023版", "2023-04-10", "2026-12-31", "2022版"),
    ("青禾招商手册", "招商宣传册", "2023版", "2023-02-20", "", ""),
    ("宠物产业招商地图", "招商地图", "第一版", "2023-05-26", "", ""),
    ("总部经济扶持办法", "惠企政策", "2023版", "2023-03-15", "2026-03-14", ""),
    ("外商投资企业办事指南", "办事指南", "2023版", "2023-08-07", "", ""),
    ("青禾招商手册", "招商宣传册", "2026版", "2026-03-12", "", "2023版"),
)
"""Title, kind, edition, day of issue, valid until, edition it replaces."""
REMINDERS = (
    ("古渡镇", "风险提醒函", "2023-06", "2023-07-06", True), ("枫林乡", "风险提醒函", "2023-06", "2023-07-06", False),
    ("柳湾镇", "风险提醒函", "2023-07", "2023-08-07", True), ("松源乡", "风险提醒函", "2023-08", "2023-09-06", True),
    ("枫林乡", "县领导约谈", "2023-08", "2023-09-12", True), ("石桥镇", "风险提醒函", "2023-11", "2023-12-06", True),
)  # fmt: skip
"""Unit, form, month it is about, day of sending, whether the unit recovered."""


def paper_acts() -> Iterator[Act]:
    """Policies, then letters."""
    yield from _policies()
    yield from _reminders()


def _policies() -> Iterator[Act]:
    common = {"register": "policies"}
    for title, kind, edition, issued, valid_until, replaces in POLICIES:
        issued_on = date.fromisoformat(issued)
        drafted = max(issued_on - timedelta(days=20), date(2023, 1, 9))
        values: dict[str, object] = {"title": title, "kind": kind, "edition": edition}
        values |= {"valid_until_on": valid_until} if valid_until else {}
        values |= {"replaces": Link("policies", f"{title}{replaces}")} if replaces else {}
        ref = f"{title}{edition}"
        yield Create(
            at=at(later(drafted, 0), 9), by=OFFICE_KEEPER, ref=ref, unit=OFFICE, values=values, **common
        )
        if edition == "2023版" and kind == "惠企政策":
            yield Return(
                at=at(later(drafted, 3), 9),
                by=REVIEWER,
                ref=ref,
                reason="兑现条款与县财政意见不一致，请核对。",
                **common,
            )
            yield Submit(at=at(later(drafted, 8), 9), by=OFFICE_KEEPER, ref=ref, **common)
        issue = at(later(max(issued_on, date(2023, 1, 10)), 0), 15)
        text = Paper(f"{title}（{edition}）.docx", f"{title}（{edition}），示例文本。")
        yield Move(
            at=issue, by=REVIEWER, ref=ref, to="current", values={"issued_on": issued, "text": text}, **common
        )
        if replaces:
            yield Move(at=issue, by=OFFICE_KEEPER, ref=f"{title}{replaces}", to="withdrawn", **common)


def _reminders() -> Iterator[Act]:
    for unit, form, month, sent, recovered in REMINDERS:
        sent_on = date.fromisoformat(sent)
        ref = f"{unit}{month}{form}"
        values = {
            "matter": f"{unit}{month}招商进度落后",
            "unit_reminded": unit,
            "month": month,
            "form": form,
            "figures": "新招引亿元以上产业项目、主要领导外出招商次数居末位。",
        }
        keeper = {"register": "reminders", "by": OFFICE_KEEPER, "ref": ref}
        yield Create(at=at(later(sent_on, -4), 9), unit=OFFICE, values=values, **keeper)
        yield Move(at=at(later(sent_on, -1), 9), to="approved", **(keeper | {"by": REVIEWER}))
        yield Move(at=at(sent_on, 10), to="sent", values={"sent_on": sent}, **keeper)
        if not recovered and form == "风险提醒函":
            yield Move(at=at(date(2023, 9, 11), 9), to="escalated", **keeper)
            continue
        replied_on = later(sent_on, 8)
        replied = {"replied_on": replied_on.isoformat(), "measures": "主要领导带队外出，每旬调度在谈项目。"}
        yield Move(at=at(replied_on, 16), to="replied", values=replied, **keeper)
        reviewed_on = later(sent_on, 75)
        reviewed = {"reviewed_on": reviewed_on.isoformat(), "recovered": "是"}
        yield Move(at=at(reviewed_on, 16), to="reviewed", values=reviewed, **keeper)
