"""Sections cover the body, whatever it is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.model import Meta
from nianlun.text.outline import find_outline
from nianlun.text.sections import find_sections
from tests.unit.text.outline.test_properties import TEXTS

METAS = st.builds(
    Meta,
    kind=st.sampled_from([None, "summary", "plan", "report"]),
    year=st.sampled_from([None, 2023]),
    plan_year=st.sampled_from([None, 2024]),
)


@given(TEXTS, METAS)
def test_sections_cover_the_body_in_order(text, meta):
    sections = find_sections(text, find_outline(text, ""), meta)

    assert "".join(text[section.start : section.end] for section in sections) == text
    assert all(one.kind != other.kind for one, other in pairwise(sections))
