"""Explanations: the answer first and true, for the terminal and as a page; documents of a dataset; tables that fit."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from coder.cli import main
from coder.cli.code import events_table
from coder.desk.explain import answer, explain, explained_document, shortened
from coder.desk.explain_page import highlighted, write_explanation
from coder.errors import CoderError
from coder.pipeline import Coder
from coder.text.corpus import Reading

REASONS = [
    ("France did not expel the diplomats.", "negated"),
    ("The garden is green.", "no word that names an action"),
    ("Yesterday at noon.", "no clause"),
]


@pytest.mark.parser
@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_one_reason_tells_why_there_is_no_event(coder: Coder, text: str, reason: str) -> None:
    found = answer(coder.trace(text, "2024-05-02")[0], coder)
    assert not found.events and reason in found.reason


@pytest.mark.parser
def test_the_events_come_first(coder: Coder) -> None:
    found = answer(coder.trace("Ghana expelled two envoys of Togo.", "2024-05-02")[0], coder)
    assert len(found.events) == 1 and not found.reason
    assert found.events[0].startswith("GHA → TGO")
    assert found.events[0].endswith(": 161 Reduce or break diplomatic relations, 2024-05-02")


@pytest.mark.parser
def test_marks_of_the_terminal_in_a_text_are_text(coder: Coder) -> None:
    coding = coder.trace("Ghana expelled two envoys of Togo.", "2024-05-02")[0]
    tokens = tuple(replace(token, text=f"[/{token.text}]") for token in coding.sentence.tokens)
    told = "Ghana [/x] expelled [bold]two[/bold] envoys."
    event = replace(coding.events[0], source_code=None, source_text="[/b]Ghana", trigger_text="[/expelled]")
    marked = replace(coding, sentence=replace(coding.sentence, text=told, tokens=tokens), events=(event,))
    console = Console(file=io.StringIO(), width=150)
    for shown in (*explain(coder, [marked]), *explain(coder, [replace(marked, events=(), dyads=())])):
        console.print(shown)
    console.print(events_table([event], 150))
    out = console.file.getvalue()  # type: ignore[attr-defined]
    assert out.count(told) == 2 and "[/b]Ghana → TGO" in out and "subject [/Ghana]" in out and "[/expelled]" in out


@pytest.mark.parser
def test_the_page_marks_words_and_draws_the_tree(coder: Coder, tmp_path: Path) -> None:
    codings = coder.trace("Ghana & allies <x> expelled two envoys of Togo.", "2024-05-02")
    assert "&lt;x&gt;" in highlighted(codings[0]) and "<x>" not in highlighted(codings[0])
    write_explanation(coder, codings, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf8")
    assert "<svg" in page and '<mark class="source">' in page and "http" not in page.replace("http://www.w3.org", "")


@pytest.mark.parser
def test_a_document_of_a_dataset_is_explained(tmp_path: Path) -> None:
    from coder.dataset.run import write_dataset

    corpus = tmp_path / "news.jsonl"
    texts = {"a": "It rained. Ghana expelled two envoys of Togo on Monday.", "b": "It rained."}
    lines = (json.dumps({"doc_id": k, "date": "2024-05-02", "text": t}) + "\n" for k, t in texts.items())
    corpus.write_text("".join(lines), encoding="utf8")
    write_dataset([corpus], tmp_path / "d")
    assert explained_document(tmp_path / "d", "a") == ("Ghana expelled two envoys of Togo on Monday.", "2024-05-02")
    assert explained_document(tmp_path / "d", "a", [corpus])[0] == texts["a"]
    with pytest.raises(CoderError, match="--corpus"):
        explained_document(tmp_path / "d", "b")
    with pytest.raises(CoderError, match="no document 'c'"):
        explained_document(tmp_path / "d", "c")
    result = CliRunner().invoke(main, ["explain", "--doc", "a", "--dataset", str(tmp_path / "d")])
    assert result.exit_code == 0 and "161" in result.stdout
    assert CliRunner().invoke(main, ["explain", "--doc", "a"]).exit_code == 2


@pytest.mark.parser
@pytest.mark.parametrize("width", [80, 160])
def test_codes_names_and_dates_are_whole_in_a_terminal(width: int) -> None:
    text = "Ghana expelled two envoys of Togo, and the European Union imposed sanctions on Belarus."
    environment = {"COLUMNS": str(width), "TERM": "dumb"}
    out = CliRunner().invoke(main, ["code", text, "--date", "2024-05-02"], env=environment).stdout
    assert "Reduce or break diplomatic relations" in out and "2024-05-02" in out and "TGO" in out
    assert all(len(line) <= width for line in out.splitlines()) and len(out.splitlines()) <= 5
    assert ("confidence" in out) == (width == 160)


@pytest.mark.parser
def test_a_corpus_is_read_as_the_dataset_was(tmp_path: Path) -> None:
    from coder.dataset.run import write_dataset

    corpus, options = tmp_path / "news.csv", ["--encoding", "windows-1252", "--date-format", "%d/%m/%Y"]
    corpus.write_bytes("doc_id,date,text\na,03/04/2024,Chad’s envoy left Togo’s talks.\n".encode("cp1252"))
    write_dataset([corpus], tmp_path / "d", reading=Reading("windows-1252", "%d/%m/%Y"))
    arguments = ["explain", "--doc", "a", "--dataset", str(tmp_path / "d"), "--corpus", str(corpus)]
    result = CliRunner().invoke(main, [*arguments, *options])
    assert result.exit_code == 0 and "TCDGOV → TGO" in result.stdout
    failed = CliRunner().invoke(main, arguments)
    assert failed.exit_code == 1 and "--encoding" in failed.stderr and "--date-format" in failed.stderr


def test_shortened_ends_with_a_word() -> None:
    assert shortened("one two three", 8) == "one two …" and shortened("one\ntwo") == "one two"
