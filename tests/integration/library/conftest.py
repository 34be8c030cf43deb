"""A small library of a county: what Bob's bureau, Charlie's bureau and the county delivered."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import pytest

from nianlun.apps.library.actions.imports import Delivered, start_import
from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import Access, Document, ImportJob
from nianlun.apps.people.models import Unit, User

REPORT = """县农业农村局2023年工作总结和2024年工作思路

今年以来，我局聚焦农业强、农村美、农民富三大目标，主要工作如下。

一、2023年工作开展情况
（一）稳产保供
全年粮食播种面积25.6万亩，同比增长3.2%。新建高标准农田1.2万亩，完成投资2.4亿元。
（二）农村改革
新增家庭农场120家。

二、存在问题
一是安全生产基础不牢，二是农业项目开工率只有33.33%。

三、2024年工作思路
2024年，力争粮食播种面积26万亩以上，新建高标准农田2万亩，新增家庭农场150家。
"""


def delivered(name: str, content: str | bytes) -> Delivered:
    data = content.encode() if isinstance(content, str) else content
    return Delivered(name, lambda: io.BytesIO(data))


@pytest.fixture
def deliver(now: datetime) -> Callable[..., ImportJob]:
    """Import files at once and give the finished job."""

    def make(
        *files: tuple[str, str | bytes], by: User, unit: Unit | None = None, access: str = "unit", **more
    ):
        job = start_import(
            files=[delivered(name, content) for name, content in files],
            unit=unit or by.unit,
            access=Access(access),
            by=by,
            at=now,
            in_background=False,
            **more,
        )
        work(job.pk, clock=lambda: now)
        job.refresh_from_db()
        return job

    return make


@pytest.fixture
def report(deliver, bob: User) -> Document:
    """Bob's report, read by his bureau and the county."""
    deliver(("2023年总结.txt", REPORT), by=bob)
    return Document.objects.get()
