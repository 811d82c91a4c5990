"""The recipes of README and docs run as written: each page's blocks of shell, Python and R in the order in which a
reader meets them.
"""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner
from trees import yaml_of

from coder import pipeline
from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.cameo.ontology import load_ontology
from coder.cli import main
from coder.dataset import run as run_of_texts
from coder.events.keep import load_keep
from coder.files.package import KNOWLEDGE

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
NEWS = """doc_id,date,text
1,2024-03-05,Kenya urged Uganda on Monday to release two fishermen held since last week.
2,2024-03-06,Ghana snubbed Togo. The Togolese foreign minister criticised the decision.
3,2024-03-07,France and Germany signed a defence agreement in Berlin on Wednesday.
4,2024-03-08,"Rebels killed three soldiers in northern Mali on Thursday, the army said."
5,no date,Chad expelled two envoys of Niger.
7,2024-03-05,Chad expelled two envoys of Niger.
4711,2018-03-06,France criticised Germany on Monday.
"""
GOLD = """doc_id,date,text,event_code,source_code,target_code
1,2024-03-06,Ghana snubbed Togo.,112,GHA,TGO
2,2024-03-06,Chad expelled two envoys of Niger.,161,TCD,NER
"""
PARTIES = "name,aliases,kind,code,start,end\nSnail Party,Snails,organisation,TGOPTY,2020-01-01,\n"
# What a page's commands can't do in a test: prove all rules (another test does), or run on a cluster.
ELSEWHERE = re.compile(r"^rules check|/data/|^gather days/|spark")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The blocks of a page, each with its language."""
    yield from re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL)


def commands(block: str) -> Iterator[list[str]]:
    """The commands of `coder` in a block, as words."""
    for line in block.replace("\\\n", " ").splitlines():
        if found := re.match(r"\s*(?:- run: )?coder (.*)", line):
            yield shlex.split(found[1].replace("…", ""), comments=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_command_in_the_docs_is_there_with_its_options(page: Path) -> None:
    for words in (w for _, block in blocks(page.read_text(encoding="utf8")) for w in commands(block)):
        command: click.Command = main
        while isinstance(command, click.Group) and words:
            assert words[0] in command.commands, f"{page.name}: there is no command {words[0]}"
            command, words = command.commands[words[0]], words[1:]
        words = words[: words.index("|")] if "|" in words else words
        command.make_parser(click.Context(command)).parse_args(words)


@pytest.fixture(scope="module", autouse=True)
def few_coders() -> Iterator[None]:
    """Commands with the same options share a coder, in this process: loading one takes seconds."""
    made: dict[str, pipeline.Coder] = {}
    real = pipeline.Coder

    def shared(**options: Any) -> pipeline.Coder:
        key = repr(sorted((name, value) for name, value in options.items() if value))
        if key not in made:
            made[key] = real(**options)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Coder", shared)
        patch.setattr(run_of_texts, "workers_for", lambda files: 0)
        yield


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files that pages name: texts, gold standards, rules, actors, a dataset, files of others."""
    pytest.importorskip("altair")
    pytest.importorskip("duckdb")
    place = tmp_path_factory.mktemp("desk")
    readme, evaluating = README.read_text(encoding="utf8"), (ROOT / "docs/evaluating.md").read_text(encoding="utf8")
    files = {"news.csv": NEWS, "gold.csv": GOLD, "parties.csv": PARTIES}
    files["mine.yaml"] = next(block for kind, block in blocks(readme) if kind == "yaml")
    files["gold.jsonl"] = next(block for kind, block in blocks(evaluating) if kind == "json")
    files["texts/2024-03-05 niamey.txt"] = "Chad expelled two envoys of Niger."
    for name, content in files.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(content, encoding="utf8")
    run(place, ["dataset", "news.csv", "--output", "dataset"])
    for folder in ("output/dataset", "output/mine"):
        shutil.copytree(place / "dataset", place / folder)
    run(place, ["export", "dataset", "--to", "gdelt1", "--output", "20180601.export.CSV"])
    run(place, ["export", "dataset", "--to", "icews", "--output", "icews.tab"])
    with zipfile.ZipFile(place / "20180601.export.CSV.zip", "w") as archive:
        archive.write(place / "20180601.export.CSV", "20180601.export.CSV")
    for path in place.glob("*.README.md"):
        path.unlink()
    return place


def run(place: Path, words: list[str]) -> str:
    """Runs a command in a folder as its user would; what it printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, f"coder {shlex.join(words)}: {result.output}"
    return result.stdout


def walk(place: Path, text: str) -> dict[str, str]:
    """Does what a page says, in order; what its commands printed. Sheets are filled in before they are read."""
    told: dict[str, str] = {}
    for kind, block in blocks(text):
        if kind in {"sh", "yaml"}:
            for words in commands(block):
                line = " ".join(words)
                if words[:2] == ["evaluate", "sheet.csv"]:
                    told["rows"] = str(judged(place / "sheet.csv"))
                if not ELSEWHERE.search(line):
                    told[line] = run(place, words)
        elif kind == "python" and "spark" not in block:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(place)
                exec(compile(block, "block", "exec"), {})
        elif kind == "r" and shutil.which("Rscript"):
            found = subprocess.run(["Rscript", "-e", block], cwd=place, capture_output=True, text=True)
            assert found.returncode == 0, found.stderr
            told["R"] = found.stdout
    return told


def judged(path: Path) -> int:
    """Fills in a sheet as somebody would who finds one event wrong, and tells how many rows it has."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 3
    for number, row in enumerate(rows):
        row |= {"right_event": "yes" if number else "no", "right_source": "yes"}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def copied(desk: Path, tmp_path: Path) -> Path:
    return shutil.copytree(desk, tmp_path / "desk")


@pytest.mark.parser
def test_the_walk_of_the_readme_works_as_written(desk: Path, tmp_path: Path) -> None:
    place, readme = copied(desk, tmp_path), README.read_text(encoding="utf8")
    told = walk(place, readme[readme.index("## Look, ask, correct") : readme.index("## One row, explained")])
    assert "assault.kill" in told["explain --dataset output/mine --doc 4"]
    assert re.search(r"root +1 +0 +1 +0 ", told["evaluate gold.csv --rules mine.yaml --compare before.json"])
    assert f"{1 - 1 / int(told['rows']):.3f}" in told["evaluate sheet.csv"]
    assert (place / "why.html").is_file() and (place / "report.html").is_file() and (place / "dyads.parquet").is_file()


@pytest.mark.parser
@pytest.mark.parametrize("name", ["quickstart", "evaluating", "rules", "merge", "panel", "exporting", "github_actions"])
def test_a_page_works_as_written(name: str, desk: Path, tmp_path: Path) -> None:
    told = walk(place := copied(desk, tmp_path), (ROOT / f"docs/{name}.md").read_text(encoding="utf8"))
    assert len(told) > 0
    if name == "merge":
        counts = json.loads((place / "merged/manifest.json").read_text(encoding="utf8"))["counts"]
        assert counts["matched_theirs"] == counts["theirs"] > 4
    if name == "panel" and "R" in told:
        assert re.search(r"\b220 +365 +2018 +NA", told["R"])


def test_the_examples_of_how_to_write_rules_decisions_and_words_can_be_read(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8")
    rule, decision = [block for kind, block in blocks(guide) if kind == "yaml"]
    (tmp_path / "rule.yaml").write_text(rule, encoding="utf8")
    (tmp_path / "keep.yaml").write_text(decision, encoding="utf8")
    book = load_rulebook(load_ontology(), load_composition().operators, [tmp_path / "rule.yaml"])
    assert next(r for r in book.rules if r.id == "coerce.arrest").place.startswith(str(tmp_path))
    assert any(d.id == "no-visit" for d in load_keep([tmp_path / "keep.yaml"]).decisions)
    words = (ROOT / "docs/words.md").read_text(encoding="utf8")
    shown = yaml.safe_load(next(block for kind, block in blocks(words) if kind == "yaml"))
    lists = [yaml_of(p) for p in (KNOWLEDGE / "words").glob("*.yaml")]
    assert any(shown["captives"] == found.get("captives") for found in lists)
