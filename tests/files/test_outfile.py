"""Commands that write a file replace no file of a user's, and their own of an earlier time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.desk.page import write_page
from coder.desk.train import write_reader
from coder.errors import DatasetError
from coder.files.outfile import check_ours

GOLD = {"id": "a", "text": "Ghana expelled two envoys of Togo.", "date": "2024-03-27", "events": []}
COMMANDS = [
    ("evaluate", ["{gold}", "--output", "{file}.json"]),
    ("evaluate", ["{gold}", "--output", "{file}.html"]),
    ("report", ["{folder}", "--output", "{file}.html"]),
    ("train", ["{gold}", "--output", "{file}.json"]),
    ("explain", ["Ghana left.", "--html", "{file}.html"]),
    ("actors", ["unknown", "{folder}", "--output", "{file}.csv"]),
    ("sample", ["{folder}", "--output", "{file}.csv"]),
    ("panel", ["{folder}", "--output", "{file}.csv"]),
]


@pytest.mark.parametrize(("command", "arguments"), COMMANDS, ids=[c[0] + c[1][-1][-5:] for c in COMMANDS])
def test_a_file_of_the_user_stays(command: str, arguments: list[str], tmp_path: Path) -> None:
    gold, file = tmp_path / "gold.jsonl", tmp_path / "thesis"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf8")
    given = [a.format(gold=gold, file=file, folder=tmp_path) for a in arguments]
    Path(given[-1]).write_text("years of work", encoding="utf8")
    found = CliRunner().invoke(main, [command, *given])
    assert found.exit_code in {1, 6} and "thesis" in found.output, found.output
    assert "Traceback" not in found.output and isinstance(found.exception, SystemExit)
    assert Path(given[-1]).read_text(encoding="utf8") == "years of work"


def test_what_was_made_before_is_made_anew(tmp_path: Path) -> None:
    write_page(tmp_path / "page.html", "Title", [])
    write_reader(tmp_path / "weights.json", ["01"], [1], {}, (0.5, 0.5), {}, {})
    (tmp_path / "evaluation.json").write_text(json.dumps({"texts": 1}, indent=1), encoding="utf8")
    (tmp_path / "mine.json").write_text("{}", encoding="utf8")
    for name in ("page.html", "weights.json", "evaluation.json", "none.html"):
        check_ours(tmp_path / name)
    with pytest.raises(DatasetError, match=r"mine\.json: there is a file of this name"):
        check_ours(tmp_path / "mine.json")
