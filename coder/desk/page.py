"""One self-contained page: style, script and data inside, nothing from the network; for the desk's reports."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.files.outfile import PAGE_MARK, whole_file

PARTS = Path(__file__).with_name("parts")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its heading, its HTML, and a chart (a Vega-Lite specification) with words that say what it
    shows.
    """

    title: str
    content: str = ""
    chart: Mapping[str, Any] | None = None
    shows: str = ""
    after: str = ""


def tiles(values: Mapping[str, str]) -> str:
    """Figures by name, as a row of tiles."""
    return (
        '<dl class="tiles">'
        + "".join(f"<div><dt>{esc(k)}</dt><dd>{esc(v)}</dd></div>" for k, v in values.items())
        + "</dl>"
    )


def data_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = (), stacked: bool = False
) -> str:
    """A table; the columns `numbers` are set to the right. On a phone the cells of one that is `stacked` stand one
    below the other, each with the name of its column.
    """

    def kind(k: int) -> str:
        return ' class="number"' if k in numbers else ""

    def name(k: int) -> str:
        return f' data-column="{esc(columns[k])}"' if stacked and columns[k] else ""

    head = "".join(f'<th scope="col"{kind(k)}>{esc(c)}</th>' for k, c in enumerate(columns))
    body = "".join(
        "<tr>" + "".join(f"<td{kind(k)}{name(k)}>{esc(cell)}</td>" for k, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    cells = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    of_kind = ' class="stacked"' if stacked else ""
    return f'<div class="scroll" tabindex="0"><table{of_kind}>{cells}</table></div>'


def esc(text: object) -> str:
    """Text as HTML shows it."""
    return html.escape(str(text))


def folded(summary: str, content: str) -> str:
    """Content that opens on a click or key."""
    return f"<details><summary>{esc(summary)}</summary>{content}</details>"


def write_page(path: Path, title: str, sections: Sequence[Section], lead: str = "") -> None:
    """Writes the page, whole or not at all. Raises CoderError where it has charts and coder[report] is not
    installed.
    """
    script = chart_script() if any(s.chart for s in sections) else ""
    links = "".join(f'<li><a href="#s{k}">{esc(s.title)}</a></li>' for k, s in enumerate(sections))
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{PAGE_MARK}',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">',
        f"<title>{esc(title)}</title><style>{(PARTS / 'page.css').read_text(encoding='utf8')}</style></head><body>",
        f'<a class="skip" href="#content">To the content</a><header><h1>{esc(title)}</h1>{lead}',
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header><main id="content">',
        *(_section(k, s) for k, s in enumerate(sections)),
        f"</main>{script}</body></html>\n",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write_text("".join(parts), encoding="utf8")


def _section(k: int, section: Section) -> str:
    chart = ""
    if section.chart:
        spec = json.dumps(section.chart, ensure_ascii=False, separators=(",", ":"), default=str).replace("</", "<\\/")
        chart = (
            f'<figure><div class="chart" role="img" aria-label="{esc(section.shows)}" data-spec="d{k}"></div>'
            f'<figcaption>{esc(section.shows)}</figcaption></figure><script type="application/json" '
            f'id="d{k}">{spec}</script>'
        )
    return f'<section id="s{k}"><h2>{esc(section.title)}</h2>{section.content}{chart}{section.after}</section>'


def chart_script() -> str:
    """The script that draws charts, from the package vl-convert."""
    try:
        import vl_convert
    except ImportError:
        raise CoderError("charts need more packages: pip install 'coder[report]'") from None
    whole: Any = vl_convert.javascript_bundle  # its stub asks for what may be left out
    bundle = whole().replace("</script", "<\\/script")
    return f"<script>{bundle}</script><script>{(PARTS / 'charts.js').read_text(encoding='utf8')}</script>"
