"""The index on disk: generations, one writer, damage, death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from datetime import UTC, datetime

import pytest

from nianlun.adapters.search_index import generations
from nianlun.adapters.search_index.compiling import Conditions, compile_query
from nianlun.adapters.search_index.entries import Entry
from nianlun.adapters.search_index.locks import held
from nianlun.adapters.search_index.query_language import Word
from nianlun.adapters.search_index.store import WRITER_LOCK, IndexMissingError, SearchIndex

NOW = datetime(2024, 3, 1, tzinfo=UTC)
EVERYTHING = compile_query(None, ("text",), Conditions(chosen={}))


def entry(number: int, text: str = "农业") -> Entry:
    return Entry(id=number, body=text, title="", added_at=NOW, characters=len(text))


def ids(index: SearchIndex, text: str = "农业") -> list[int]:
    query = compile_query(Word(text, 0, len(text)), ("text",), Conditions(chosen={}))
    return sorted(index.find(query, limit=1000).ids)


def test_missing_index_says_so(tmp_path):
    index = SearchIndex(tmp_path / "nowhere")

    assert not index.exists()
    with pytest.raises(IndexMissingError):
        index.find(EVERYTHING, limit=1)
    with pytest.raises(IndexMissingError):
        index.update([entry(1)])


def test_update_replaces_and_removes(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1), entry(2), entry(3)])

    index.update([entry(2, "水利"), entry(4)], removed=[3])

    assert (ids(index), ids(index, "水利"), index.documents()) == ([1, 4], [2], 3)


def test_other_reader_sees_the_change(tmp_path):
    writer, reader = SearchIndex(tmp_path), SearchIndex(tmp_path)
    writer.rebuild([entry(1)])
    assert ids(reader) == [1]

    writer.update([entry(2)])

    assert ids(reader) == [1, 2]


def test_rebuild_switches_at_once_and_removes_the_old(tmp_path):
    index, reader = SearchIndex(tmp_path), SearchIndex(tmp_path)
    index.rebuild([entry(1)])
    assert ids(reader) == [1]
    seen = []

    def entries():
        seen.append(ids(reader))
        yield entry(2)

    index.rebuild(entries())

    assert seen == [[1]]
    assert ids(reader) == [2]
    index.update([entry(3)])
    assert len(list(tmp_path.glob("g*-*"))) == 1


def test_generation_that_is_open_elsewhere_is_kept(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1)])
    old = generations.current(tmp_path)

    reading = generations.open_for_reading(old)
    index.rebuild([entry(2)])
    assert old.is_dir()
    reading.close()
    index.update([])

    assert not old.exists()


def test_second_writer_is_turned_away(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1)])

    with held(tmp_path / WRITER_LOCK) as mine:
        assert mine
        assert index.update([entry(2)]) is False
        assert index.rebuild([entry(2)]) is False

    assert ids(index) == [1]


def test_second_writer_may_wait(tmp_path):
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1)])
    released = threading.Event()

    def hold() -> None:
        with held(tmp_path / WRITER_LOCK):
            released.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    threading.Timer(0.1, released.set).start()

    assert index.update([entry(2)], wait_seconds=5)
    thread.join()


DAMAGES = {
    "empty meta": lambda generation: (generation / "meta.json").write_text(""),
    "meta gone": lambda generation: (generation / "meta.json").unlink(),
    "half a file": lambda generation: [
        os.truncate(path, path.stat().st_size // 2) for path in generation.glob("*.idx")
    ],
    "file gone": lambda generation: [path.unlink() for path in generation.glob("*.term")],
    "everything gone": lambda generation: [path.unlink() for path in generation.iterdir()],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_index_is_given_up_and_rebuilt(tmp_path, damage):
    SearchIndex(tmp_path).rebuild([entry(number) for number in range(50)])
    damage(generations.current(tmp_path))
    index = SearchIndex(tmp_path)

    with pytest.raises(IndexMissingError):
        ids(index)
    assert not index.exists()
    index.rebuild([entry(1)])

    assert ids(index) == [1]


@pytest.mark.parametrize("name", ["", "../elsewhere", "g0-old", "nothing"])
def test_pointer_to_nowhere_counts_as_missing(tmp_path, name):
    SearchIndex(tmp_path).rebuild([entry(1)])
    (tmp_path / generations.POINTER).write_text(name)

    assert not SearchIndex(tmp_path).exists()


WRITER = """
    import sys, itertools
    from datetime import UTC, datetime
    from pathlib import Path
    from nianlun.adapters.search_index.entries import Entry
    from nianlun.adapters.search_index.store import SearchIndex
    index = SearchIndex(Path(sys.argv[1]))
    at = datetime(2024, 3, 1, tzinfo=UTC)
    print("started", flush=True)
    for turn in itertools.count(1):
        entries = [Entry(id=turn * 100 + n, body="农业" * 50, title="", added_at=at, characters=100) for n in range(20)]
        if sys.argv[2] == "update":
            index.update(entries)
        else:
            index.rebuild(entries * 200)
        print(turn, flush=True)
"""


@pytest.mark.parametrize("kind", ["update", "rebuild"])
@pytest.mark.parametrize("delay", [0.0, 0.03, 0.11])
def test_killed_writer_leaves_a_usable_index(tmp_path, kind, delay):
    SearchIndex(tmp_path).rebuild([entry(1, "水利")])
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(tmp_path), kind],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout.readline() == "started\n"
    assert writer.stdout.readline() == "1\n"
    time.sleep(delay)

    os.kill(writer.pid, signal.SIGKILL)
    printed = [int(line) for line in writer.stdout]
    writer.wait()
    writer.stdout.close()

    index = SearchIndex(tmp_path)
    last = max([1, *printed])
    if kind == "update":
        whole = {number // 100 for number in ids(index)}
        assert whole >= set(range(1, last + 1))
        assert len(ids(index)) == 20 * len(whole)
    else:
        assert len({number // 100 for number in ids(index)}) == 1
    assert index.update([entry(7, "水利")])
    assert 7 in ids(index, "水利")


def test_page_beyond_any_is_empty_and_takes_no_memory(tmp_path):
    """The index sets aside room for offset and limit together; a number without bounds would end the process."""
    index = SearchIndex(tmp_path)
    index.rebuild([entry(1), entry(2)])

    found = index.find(EVERYTHING, limit=10**15, offset=10**15)

    assert (found.ids, found.total) == ([], 2)
    assert sorted(index.find(EVERYTHING, limit=10**15).ids) == [1, 2]
