"""A library in which a sentence of Bob's bureau stands, and an entry of a register with a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document as Word

from nianlun.apps.library.models import Document
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions import attach_file, create_entry
from nianlun.apps.registers.models import Attachment, Entry
from tests import factories
from tests.integration.library.conftest import deliver  # noqa: F401 - a fixture
from tests.integration.registers.kit import make_register

SENTENCE = "全局上下聚焦农业强、农村美、农民富三大目标，挂图作战抓春耕，一户一策促增收"
REPORT = f"县农业农村局2023年工作总结\n\n一年来，{SENTENCE}。\n全年粮食播种面积25.6万亩，同比增长3.2%。\n"
DRAFT = f"在全县农业工作会议上的讲话\n同志们：\n去年我局{SENTENCE}，成绩来之不易。\n今年要再接再厉，把每一块田种好。\n"
TASKS = """
pack: {key: desk, label: 起草, version: 1}
registers:
- key: tasks
  id: 1
  label: 起草任务
  title: title
  fields:
  - {id: 1, key: title, label: 题目, kind: text, required: true}
  - {id: 2, key: draft, label: 稿件, kind: file, secrecy: restricted}
  - {id: 3, key: original_share, label: 原创率, kind: ratio}
  - {id: 4, key: checked_on, label: 查重日期, kind: date}
"""


def word_file(text: str) -> bytes:
    """A Word file with a paragraph for each line."""
    document, content = Word(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


@pytest.fixture
def source(deliver: Callable, bob: User) -> Document:  # noqa: F811 - the fixture
    """Bob's report, read by his bureau and the county."""
    deliver(("总结.txt", REPORT), by=bob)
    return Document.objects.get()


@pytest.fixture
def keeper(bureau) -> User:
    """Keeps the registers of Bob's bureau, and reads its library."""
    user = factories.UserFactory(username="keeper", display_name="Keeper", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="registers")
    return user


@pytest.fixture
def reader(bureau) -> User:
    """Reads what his bureau has, and sees nothing restricted."""
    return factories.UserFactory(username="reader", display_name="Reader", unit=bureau)


@pytest.fixture
def task(alice: User, keeper: User, now: datetime) -> Entry:
    """A drafting task of Bob's bureau."""
    return create_entry(
        register=make_register(alice, TASKS, "tasks"),
        unit=keeper.unit,
        values={"title": "会议讲话"},
        final=True,
        by=keeper,
        at=now,
    )


@pytest.fixture
def draft(task: Entry, keeper: User, now: datetime) -> Attachment:
    """Its draft, beside the entry."""
    return attach_file(
        entry_id=task.pk, name="讲话稿.docx", content=BytesIO(word_file(DRAFT)), by=keeper, at=now
    )
