"""The labelled documents are well formed, and every label is found in its document."""

from pathlib import Path

import pytest

from tests.labels import READING, LabelError, label_files, load

FIGURE = "{after: 开工, text: 7个, value: '7', unit: 个, role: actual}"


@pytest.mark.parametrize("path", label_files(), ids=lambda path: str(path.relative_to(READING)))
def test_every_label_resolves(path: Path) -> None:
    document = load(path)
    if document is None:
        pytest.skip("the material folder is absent")
    for labels in (document.outline, document.figures, document.commitments):
        starts = [label.start for label in labels]
        assert starts == sorted(starts)
        for label in labels:
            assert document.text[label.start : label.end].endswith(label.text)


def _pair(folder: Path, text: str, labels: str) -> Path:
    folder.joinpath("one.txt").write_text(text, encoding="utf-8")
    path = folder / "one.yaml"
    path.write_text(labels, encoding="utf-8")
    return path


def test_labels_are_found_forward(tmp_path: Path) -> None:
    figures = f"figures:\n  - {FIGURE}\n  - {FIGURE}\n"
    document = load(_pair(tmp_path, "已开工7个，又开工7个。", figures))
    assert document is not None
    assert [figure.start for figure in document.figures] == [3, 9]


def test_two_commitments_may_share_a_clause(tmp_path: Path) -> None:
    commitment = "{text: 修路3条5公里, kind: quantified}"
    document = load(_pair(tmp_path, "修路3条5公里。", f"commitments:\n  - {commitment}\n  - {commitment}\n"))
    assert document is not None
    assert [promise.start for promise in document.commitments] == [0, 0]


@pytest.mark.parametrize(
    "labels",
    [
        f"figures: [{FIGURE}]",
        "figures: [{text: 8个, value: 8, unit: 个, role: actual}]",
        "figures: [{text: 8个, value: '8', unit: 个, role: done}]",
        "figures: [{text: 8个, value: '8', unit: 个, role: actual, colour: red}]",
        "figures: [{text: 8个, value: '8', role: actual}]",
        "outline: [[1, 一、, 总结]]",
        "outline: [[0, 一、, 开工8个]]",
        "commitments: [{text: 开工8个, kind: vague}]",
        "figures: [",
    ],
)
def test_a_wrong_label_names_its_file(tmp_path: Path, labels: str) -> None:
    with pytest.raises(LabelError, match=r"one\.yaml"):
        load(_pair(tmp_path, "开工8个。", labels))


def test_material_may_be_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANLUN_MATERIAL", str(tmp_path / "nowhere"))
    path = tmp_path / "cut.yaml"
    path.write_text("source: {file: summaries-2023.txt, start: 0, end: 9}\n", encoding="utf-8")
    assert load(path) is None
