"""Ways in which a text is spoilt on its way to us, and how many of its events survive each of them."""

from __future__ import annotations

import collections
import html
import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ftfy.bad_codecs  # noqa: F401 - registers Windows-1252 as browsers read it

from coder.pipeline import Coder
from coder.records import Document, Event

_INNER = re.compile(r"(?<=[a-z]{2})(?=[a-z]{2})")


def wrapped(width: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        paragraphs = re.split(r"\n\s*\n|\n", text)
        return "\n\n".join(textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)

    return change


def soft_hyphens(text: str) -> str:
    chance = random.Random(1)
    return _INNER.sub(lambda _: "\u00ad" if chance.random() < 0.3 else "", text)


def zero_width_and_doubled(text: str) -> str:
    chance = random.Random(2)
    return re.sub(r" ", lambda _: chance.choice(["  ", "\u200b ", " ", "\u00a0", "   "]), text)


def entities(text: str) -> str:
    named = {
        "’": "&rsquo;",
        "“": "&ldquo;",
        "”": "&rdquo;",
        "—": "&mdash;",
        "–": "&ndash;",
        "'": "&#39;",
        "é": "&eacute;",
    }
    escaped = "".join(named.get(c, c) for c in html.escape(text, quote=True).replace("&#x27;", "'"))
    return "<p>" + re.sub(r"\n\s*\n", "</p>\n<p>", escaped) + "</p>"


def curly(text: str) -> str:
    text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(])'", r"\1‘", text).replace("'", "’")


CHANGES: dict[str, Callable[[str], str]] = {
    **{f"wrapped at {width}": wrapped(width) for width in (65, 72, 80, 100)},
    "soft hyphens": soft_hyphens,
    "zero-width and doubled spaces": zero_width_and_doubled,
    "entities": entities,
    "curly quotes": curly,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "mojibake": lambda text: text.encode().decode("sloppy-windows-1252"),
    "capitals": str.upper,
    "lower case": str.lower,
}
# The share of events that has to be kept, and of new ones that may come; events made of no words of the text don't
# count.
KEPT = {"capitals": 0.85, "lower case": 0.75}
NEW = {"capitals": 0.15, "lower case": 0.25}


@dataclass(frozen=True, slots=True)
class Survival:
    """How many events a change left, of how many, how many came, and the first offsets that cut other words."""

    events: int
    kept: int
    new: int
    wrong_offsets: tuple[str, ...]


def words(text: str | None) -> str:
    """A text without all that the changes change: letters and digits in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", (text or "").lower()) if c.isalnum())


def what(event: Event) -> tuple[object, ...]:
    return event.doc_id, event.event_code, event.source_code, event.target_code


def survival(
    coder: Coder, documents: Sequence[Document], change: Callable[[str], str], before: Sequence[Event]
) -> Survival:
    """What is left of the events `before` of documents whose texts are changed."""
    changed = [Document(d.doc_id, d.date, change(d.text)) for d in documents]
    texts = {d.doc_id: d.text for d in changed}
    after = [e for coded in coder.code_documents(changed) for e in coded.events]
    wrong = [
        f"{e.doc_id}: {part} is {getattr(e, f'{part}_text')!r}, its offsets cut {cut!r}"
        for e in after
        for part in ("source", "target", "trigger")
        if (start := getattr(e, f"{part}_start")) is not None
        if (cut := texts[e.doc_id][start : getattr(e, f"{part}_end")])
        != getattr(e, f"{part}_text").replace("'", cut[cut.find("’")] if "’" in cut else "'")
    ]
    old, new = collections.Counter(map(what, before)), collections.Counter(map(what, after))
    kept = sum((old & new).values())
    return Survival(len(before), kept, len(after) - kept, tuple(wrong))
