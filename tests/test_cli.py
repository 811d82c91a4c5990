"""The command line: every command has help and is in the documentation; errors end with a message and a code."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import SAMPLE

from coder.cli import main
from coder.cli.options import Stopped, stoppable
from coder.pipeline import Coder

DOCS = Path(__file__).parent.parent / "docs" / "commands.md"


def commands(group: click.Group, prefix: str = "coder") -> list[tuple[str, click.Command]]:
    found = []
    for name, command in sorted(group.commands.items()):
        found.append((f"{prefix} {name}", command))
        if isinstance(command, click.Group):
            found += commands(command, f"{prefix} {name}")
    return found


@pytest.mark.parametrize(("name", "command"), commands(main), ids=[n for n, _ in commands(main)])
def test_every_command_has_help_and_documentation(name: str, command: click.Command) -> None:
    assert command.help and len(command.help) > 20
    assert all(o.help for o in command.params if isinstance(o, click.Option)), name
    assert f"`{name}" in DOCS.read_text(encoding="utf8")


@pytest.mark.parametrize(("name", "command"), commands(main), ids=[n for n, _ in commands(main)])
def test_commands_that_read_a_corpus_have_the_same_reading_options(name: str, command: click.Command) -> None:
    found = {o.name for o in command.params}
    reads = bool(found & {"inputs", "corpus"})
    assert found & {"encoding", "date_format"} == ({"encoding", "date_format"} if reads else set()), name


def run(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments), input=text)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parser
def test_code_prints_events_as_json_lines() -> None:
    code, out, _ = run(
        "code", "--json", "--date", "2018-03-27", text="France expelled two Russian diplomats on Monday."
    )
    assert code == 0
    event = json.loads(out)
    assert event["event_code"] == "161" and event["event_date"] == "2018-03-26"


@pytest.mark.parser
def test_code_prints_a_table() -> None:
    code, out, _ = run("code", "France expelled two Russian diplomats on Monday.")
    assert code == 0 and "161" in out and "FRA" in out


@pytest.mark.parser
def test_explain_shows_parse_clauses_rules_and_actors() -> None:
    code, out, _ = run("explain", "France did not expel the diplomats. Spain expelled two Russian diplomats.")
    assert code == 0 and "negated" in out and "reduce.recall" in out and "no event" in out and "ESP" in out


@pytest.mark.parser
def test_explain_shows_the_rules_that_came_close_and_why_they_lost(coder: Coder) -> None:
    coding = coder.trace("Gunmen attacked a patrol of Malian troops.")[0]
    texts = [text for _, text in coding.notes]
    assert "rule fight.attack gives 190" in texts
    assert any(t.startswith("rule mass.gas came close: it wants asphyxiating gas") for t in texts)
    passed = [text for _, text in coder.trace("Togo expelled two of Benin's diplomats.")[0].notes]
    assert any("came close" in t or "gives way to" in t for t in passed)


def test_code_tells_that_a_file_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("France met Spain.")
    code, _, err = run("code", str(tmp_path / "a.txt"))
    assert code == 2 and "is a file" in err


@pytest.mark.parser
def test_dataset_prints_a_summary_and_validates(tmp_path: Path) -> None:
    news = tmp_path / "in.jsonl"
    news.write_text("\n".join(SAMPLE.read_text(encoding="utf8").splitlines()[:8]), encoding="utf8")
    code, out, _ = run("dataset", str(news), "--output", str(tmp_path / "out"))
    assert code == 0 and "documents 8 " in out and "commonest codes" in out and str(tmp_path / "out") in out
    assert run("validate", str(tmp_path / "out"))[0] == 0


def test_ways_to_a_code() -> None:
    code, out, _ = run("rules", "list", "0253")
    assert code == 0 and "appealed over 0841" in out


ERRORS = [
    ("no such input", ["dataset", "nowhere.jsonl", "--output", "x"], 3, "no such file"),
    ("no such model", ["code", "x", "--model", "xx_none"], 4, "not installed"),
    ("a model of two lines", ["code", "x", "--model", "xx\nnone"], 4, "'xx none' is not installed"),
    ("a module that is no model", ["code", "x", "--model", "json"], 4, "is no spaCy pipeline"),
    ("a path as a model", ["code", "x", "--model", "/etc"], 4, "not installed"),
    ("no dataset", ["validate", "."], 6, "no dataset of coder"),
    ("no such code", ["codebook", "999"], 1, "not a CAMEO code"),
    ("no such date", ["code", "x", "--date", "soon"], 1, "is no date"),
]


@pytest.mark.parser
@pytest.mark.parametrize(("arguments", "exit_code", "message"), [e[1:] for e in ERRORS], ids=[e[0] for e in ERRORS])
def test_errors_say_what_is_wrong(arguments: list[str], exit_code: int, message: str) -> None:
    code, _, err = run(*arguments)
    assert code == exit_code and message in err and err.count("\n") == 1


@pytest.mark.parser
def test_too_many_rejects_end_with_exit_code_one(tmp_path: Path) -> None:
    good = {"doc_id": "a", "date": "2024-03-27", "text": "It was a sunny day."}
    (tmp_path / "in.jsonl").write_text(json.dumps(good) + "\n" + json.dumps(good | {"doc_id": "b", "date": "soon"}))
    arguments = ["dataset", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out")]
    assert run(*arguments, "--max-rejects", "0.5")[0] == 0
    code, _, err = run(*arguments, "--max-rejects", "0.1")
    assert code == 1 and "50.0% was turned away" in err and (tmp_path / "out" / "manifest.json").is_file()


def test_a_signal_that_python_drops_stops_the_run_all_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    class Finalized:
        def __del__(self) -> None:  # what is raised here goes nowhere
            signal.raise_signal(signal.SIGTERM)
            time.sleep(0.01)

    stopped = None
    try:
        with stoppable():
            Finalized()
            time.sleep(2)
    except Stopped as error:
        stopped = error
    assert stopped is not None and stopped.number == signal.SIGTERM
    assert capfd.readouterr().err == ""


def test_tidying_up_is_not_stopped_again() -> None:
    tidied = []
    try:
        with stoppable():
            try:
                signal.raise_signal(signal.SIGTERM)
                time.sleep(10)
            finally:
                signal.raise_signal(signal.SIGTERM)
                time.sleep(0.7)
                tidied.append(True)
    except Stopped:
        tidied.append(True)
    assert tidied == [True, True]
