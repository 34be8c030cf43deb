"""The outline of the labelled documents that may be looked at."""

from nianlun.text.outline import find_outline
from tests.labels import load_all


def test_dev_documents_reach_the_wanted_score():
    right = total = 0
    for document in load_all("dev"):
        found = {
            (one.level, one.start, one.text) for one in find_outline(document.text, document.title or "")
        }
        wanted = {(one.level, one.start, one.text) for one in document.outline}
        right += len(found & wanted)
        total += len(found) + len(wanted)

    assert 2 * right / total >= 0.95
