"""The pages of an explanation and of an evaluation, drawn by a browser where there is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser import BROWSER, drawn
from click.testing import CliRunner

from coder.cli import main

TEXT = "Kenya expelled three diplomats of Sudan on Monday, after police in Nairobi had arrested forty protesters."


def explanation(folder: Path) -> list[str]:
    return ["explain", TEXT, "--date", "2024-03-14", "--html", str(folder / "page.html")]


def evaluation(folder: Path) -> list[str]:
    event = {"trigger": "expelled", "codes": ["161"], "source": ["KEN"], "target": ["SDN"]}
    gold = {"id": "one", "date": "2024-03-14", "text": TEXT, "events": [event | {"start": 6, "end": 14}]}
    (folder / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf8")
    return ["evaluate", str(folder / "gold.jsonl"), "--output", str(folder / "page.html")]


@pytest.mark.parser
@pytest.mark.skipif(BROWSER is None, reason="no Chromium here to draw the page")
@pytest.mark.parametrize("command", [explanation, evaluation])
def test_a_browser_draws_the_page_without_error_request_or_sideways_scrolling(command: object, tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, command(tmp_path))  # type: ignore[operator]
    assert ran.exit_code == 0, ran.output
    for found in drawn(tmp_path / "page.html", tmp_path):
        assert found["errors"] == [] and found["requests"] == 0 and not found["sideways"], found
