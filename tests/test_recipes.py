"""The commands in README and docs are real; the README's walk from one's own texts to a precision works as written."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from coder.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NEWS = """doc_id,date,text
1,2024-03-05,Kenya urged Uganda on Monday to release two fishermen held since last week.
2,2024-03-06,Ghana snubbed Togo. The Togolese foreign minister criticised the decision.
3,2024-03-07,France and Germany signed a defence agreement in Berlin on Wednesday.
4,2024-03-08,"Rebels killed three soldiers in northern Mali on Thursday, the army said."
5,no date,Chad expelled two envoys of Niger.
"""
GOLD = """doc_id,date,text,event_code,source_code,target_code
1,2024-03-06,Ghana snubbed Togo.,112,GHA,TGO
2,2024-03-06,Chad expelled two envoys of Niger.,161,TCD,NER
"""


def commands(page: Path) -> Iterator[list[str]]:
    """The commands of `coder` in the shell blocks of a page, as words."""
    for block in re.findall(r"```(?:sh|yaml)\n(.*?)```", page.read_text(encoding="utf8"), re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if found := re.match(r"\s*(?:- run: )?coder (.*)", line):
                yield shlex.split(found[1].replace("…", ""), comments=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_command_in_the_docs_is_there_with_its_options(page: Path) -> None:
    for words in commands(page):
        command: click.Command = main
        while isinstance(command, click.Group) and words:
            assert words[0] in command.commands, f"{page.name}: there is no command {words[0]}"
            command, words = command.commands[words[0]], words[1:]
        words = words[: words.index("|")] if "|" in words else words
        command.make_parser(click.Context(command)).parse_args(words)


@pytest.mark.parser
def test_the_walk_of_the_readme_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("altair")
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    part = readme[readme.index("## Look, ask, correct") : readme.index("## With others' data")]
    (page := tmp_path / "part.md").write_text(part, encoding="utf8")
    monkeypatch.chdir(tmp_path)
    Path("news.csv").write_text(NEWS, encoding="utf8")
    Path("gold.csv").write_text(GOLD, encoding="utf8")
    Path("mine.yaml").write_text(re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)[0], encoding="utf8")
    told, rows = {}, 0
    for words in commands(page):
        if words[:2] == ["rules", "check"]:
            continue  # proves all rules, which another test does
        if words[:2] == ["evaluate", "sheet.csv"]:
            rows = judged("sheet.csv")
        result = CliRunner().invoke(main, [*words, *(["--workers", "1"] if words[0] == "dataset" else [])])
        assert result.exit_code == 0, f"{words}: {result.output}"
        told[" ".join(words)] = result.stdout
    assert "assault.kill" in told["explain --dataset output/mine --doc 4"]
    assert re.search(r"root +1 +0 +1 +0 ", told["evaluate gold.csv --rules mine.yaml --compare before.json"])
    assert f"{1 - 1 / rows:.3f}" in told["evaluate sheet.csv"]
    assert Path("why.html").is_file() and Path("report.html").is_file()


def judged(path: str) -> int:
    """Fills in a sheet as somebody would who finds one event wrong, and tells how many rows it has."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 3
    for number, row in enumerate(rows):
        row |= {"right_event": "yes" if number else "no", "right_source": "yes"}
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)
