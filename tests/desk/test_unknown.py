"""The list of unknown actors: who is on it, and that it can be passed back."""

from __future__ import annotations

from pathlib import Path

import pytest
from named import found

from coder.actors.entities import bare_name
from coder.actors.lexicon import load_lexicon
from coder.desk.unknown import UnknownActor, find_unknown, write_unknown


def event(source: str, code: str | None, country: str | None, sentence: str = "Somebody spoke.") -> dict:
    return {
        "source_text": source, "source_code": code, "source_country": country,
        "target_text": None, "target_code": None, "target_country": None, "sentence": sentence,
    }  # fmt: skip


def test_named_actors_without_a_country_are_counted() -> None:
    events = [
        event("Ana Zubiaga", None, None, "Ana  Zubiaga spoke."),
        event("the Grain Front", "REB", None),
        event("the Grain Front's", "REB", None),
        event("two men", "CVL", None),
        event("Russia", "RUS", "RUS"),
        event("NATO", "IGOWSTNAT", None),
    ]
    assert find_unknown(events) == [
        UnknownActor("Grain Front", "organisation", "REB", 2, "Somebody spoke."),
        UnknownActor("Ana Zubiaga", "person", "", 1, "Ana Zubiaga spoke."),
    ]
    assert [a.name for a in find_unknown(events, least=2)] == ["Grain Front"]


@pytest.mark.parametrize(
    ("text", "name"), [("the Grain Front’s", "Grain Front"), ("Mr. Zubiaga", "Zubiaga"), ("Zubiaga", "Zubiaga")]
)
def test_bare_name(text: str, name: str) -> None:
    assert bare_name(text) == name


def test_the_file_can_be_passed_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "unknown.csv"
    unknown = [
        UnknownActor("Zubiaga", "person", "", 3, "Zubiaga, too, spoke."),
        UnknownActor("Grain Front", "group", "", 1, ""),
    ]
    write_unknown(unknown, path)
    assert found(load_lexicon([path]), "Zubiaga") == []
    path.write_text(
        path.read_text(encoding="utf8").replace("Zubiaga,,person,,", "Zubiaga,,person,URYLEG,"), encoding="utf8"
    )
    assert found(load_lexicon([path]), "Zubiaga") == [("Zubiaga", "URYLEG")]


def test_no_cell_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    write_unknown([UnknownActor("=Cell()", "group", "", 2, "@SUM(1) spoke.")], tmp_path / "unknown.csv")
    content = (tmp_path / "unknown.csv").read_text(encoding="utf8")
    assert "'=Cell()" in content and "'@SUM(1)" in content
