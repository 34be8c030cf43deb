"""Names of files to keep."""

from __future__ import annotations

import pytest

from nianlun.apps.people.views.listing import attachment


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("统计.csv", "nianlun.csv"),
        ("2023年工作总结.docx", "2023.docx"),
        ("report 2 (new).xlsx", "report-2-(new).xlsx"),
        ("总结", "nianlun"),
        ("a.文件", "a"),
        ("年\x01.c\x02v", "c-v"),
    ],
)
def test_download_has_a_plain_name_for_old_programs(name, plain):
    assert attachment(name).startswith(f'attachment; filename="{plain}"; filename*=UTF-8')
