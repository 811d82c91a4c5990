"""How fast the coder is, step by step, on one core: `make benchmark`. Uses the gold sentences where they are, else the sample corpus."""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from coder.clauses import find_clauses
from coder.composition import find_actions
from coder.events import find_dyads
from coder.parse import parse_units, text_to_parse, units
from coder.pipeline import Coder
from coder.records import Document, Sentence
from coder.reference import Context
from coder.resolver import SentenceActors

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
SAMPLE = HERE.parent / "coder" / "sample" / "articles.jsonl"
DAY = datetime.date(2020, 6, 15)
ROUNDS = 3


def texts() -> list[str]:
    """The texts to measure on."""
    paths = [GOLD / f"{name}.jsonl" for name in ("relations", "codebook", "penta")]
    lines = [line for p in paths if p.exists() for line in p.read_text(encoding="utf8").splitlines()]
    return [json.loads(line)["text"] for line in lines or SAMPLE.read_text(encoding="utf8").splitlines()]


def timed(work: object, rounds: int = 1) -> float:
    """The shortest time that `work` took, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()  # type: ignore[operator]
        best = min(best, time.perf_counter() - start)
    return best


def code_parsed(coder: Coder, sentences: list[Sentence]) -> None:
    """Everything between the parse and the pairs of actors."""
    for sentence in sentences:
        clauses = find_clauses(sentence, coder.rulebook.nouns, coder.grammar)
        actors = SentenceActors(sentence, coder.lexicon, DAY, Context())
        actions = find_actions(sentence, clauses, coder.rulebook, coder.composition, coder.grammar, actors.facts)
        find_dyads(actions, clauses, actors, lambda k, text: None)


def main() -> None:
    corpus = texts()
    loading = timed(Coder, 1)
    coder = Coder()
    found = [(text, u) for text in corpus for u in units(text)]
    wanted = [(text_to_parse(t, u.start, u.end, u.headline, frozenset()), u.start, u.index, u.headline) for t, u in found]
    sentences: list[Sentence] = []
    parsing = timed(lambda: sentences.extend(parse_units(coder.nlp, wanted)))
    sentences = sentences[: len(wanted)]
    coding = timed(lambda: code_parsed(coder, sentences), ROUNDS)
    documents = [Document(str(n), DAY, text) for n, text in enumerate(corpus)]
    whole = timed(lambda: list(coder.code_documents(documents)))
    table = Table("step", "seconds", "sentences/s", title=f"{len(sentences):,} sentences, one core")
    table.add_row("loading", f"{loading:.2f}", "")
    for name, seconds in (("parsing", parsing), ("coding, parses given", coding), ("the whole way", whole)):
        table.add_row(name, f"{seconds:.2f}", f"{len(sentences) / seconds:,.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
