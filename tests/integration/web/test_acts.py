"""Every act that the code records has its words on the page of the trail."""

from __future__ import annotations

import re

from nianlun.web.acts import ACTS, act_in_words
from nianlun.web.catalogues import PACKAGE

RECORDED = re.compile(r"(?<![a-z])_?record\(\s*\"([a-z_.]+)\"")


def test_every_act_recorded_has_words():
    apps = (PACKAGE / "apps").rglob("*.py")
    recorded = {kind for path in apps for kind in RECORDED.findall(path.read_text(encoding="utf-8"))}

    assert len(recorded) > 10
    assert sorted(recorded - ACTS.keys()) == []


def test_act_without_words_is_shown_as_its_slug():
    assert act_in_words("thing.done") == "thing.done"
