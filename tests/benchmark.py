"""How fast the coder is, step by step, on one core: `make benchmark`. Uses the gold sentences where they are, else the sample corpus."""

from __future__ import annotations

import datetime
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from coder.actions.compose import find_actions
from coder.actors.reference import Context
from coder.actors.sentence import SentenceActors
from coder.clauses.find import find_clauses
from coder.events.dyads import find_dyads
from coder.pipeline import Coder
from coder.records import Document, Sentence
from coder.text.parse import parse_units
from coder.text.sentences import text_to_parse, units

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
SAMPLE = HERE.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"
DAY = datetime.date(2020, 6, 15)
ROUNDS = 3
ATTRIBUTES = ("dates", "place", "numbers", "plover")


def texts() -> list[str]:
    """The texts to measure on."""
    paths = [GOLD / f"{name}.jsonl" for name in ("relations", "codebook", "penta")]
    lines = [line for p in paths if p.exists() for line in p.read_text(encoding="utf8").splitlines()]
    return [json.loads(line)["text"] for line in lines or SAMPLE.read_text(encoding="utf8").splitlines()]


def timed(work: object, rounds: int = 1) -> float:
    """The shortest time that `work` kept the processor busy, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()  # type: ignore[operator]
        best = min(best, time.process_time() - start)
    return best


def code_parsed(coder: Coder, sentences: list[Sentence]) -> None:
    """Everything between the parse and the pairs of actors."""
    for sentence in sentences:
        clauses = find_clauses(sentence, coder.rulebook.nouns, coder.grammar)
        actors = SentenceActors(sentence, coder.lexicon, DAY, Context())
        actions = find_actions(sentence, clauses, coder.rulebook, coder.composition, coder.grammar, actors.facts)
        find_dyads(actions, clauses, actors, lambda k, text: None)


def spent_on_attributes(coder: Coder, documents: list[Document]) -> tuple[float, float]:
    """Seconds spent on dates, places, numbers and PLOVER, and on the whole run that they were part of."""
    spent = [0.0]

    def watched(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            start = time.perf_counter()
            result = method(*arguments)
            spent[0] += time.perf_counter() - start
            return result

        return call

    for name in ATTRIBUTES:
        setattr(coder, f"_{name}", watched(getattr(coder, f"_{name}")))
    start = time.perf_counter()
    list(coder.code_documents(documents))
    busy = time.perf_counter() - start
    for name in ATTRIBUTES:
        delattr(coder, f"_{name}")
    return spent[0], busy


def more_actors(path: Path) -> Path:
    """Writes a file of 50,000 actors with made-up names, as different from each other as names are."""
    draw = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    names = {" ".join("".join(draw.choices(syllables, k=3)).title() for _ in range(2)) for _ in range(50_500)}
    lines = [f"{name},,person,{draw.choice(('PERGOV', 'KENOPP', 'NPLMED'))},," for name in sorted(names)[:50_000]]
    path.write_text("\n".join(["name,aliases,kind,code,start,end", *lines]) + "\n", encoding="utf8")
    return path


def main() -> None:
    corpus = texts()
    loading = timed(Coder, 1)
    coder = Coder()
    found = [(text, u) for text in corpus for u in units(text)]
    wanted = [(text_to_parse(t, u.start, u.end, u.headline, frozenset()), u.start, u.index, u.headline) for t, u in found]
    sentences: list[Sentence] = []
    parsing = timed(lambda: sentences.extend(parse_units(coder.nlp, wanted)))
    sentences = sentences[: len(wanted)]
    coding = timed(lambda: code_parsed(coder, sentences), 3 * ROUNDS)
    documents = [Document(str(n), DAY, text) for n, text in enumerate(corpus)]
    whole = timed(lambda: list(coder.code_documents(documents)), ROUNDS)
    attributes, busy = spent_on_attributes(coder, documents)
    with TemporaryDirectory() as folder:
        larger = Coder(actors=[more_actors(Path(folder) / "more.csv")])
    pairs = [(timed(lambda: code_parsed(coder, sentences)), timed(lambda: code_parsed(larger, sentences))) for _ in range(3 * ROUNDS)]
    slower = min(more for _, more in pairs) / min(less for less, _ in pairs) - 1
    table = Table("step", "seconds", "sentences/s", title=f"{len(sentences):,} sentences, one core")
    table.add_row("loading", f"{loading:.2f}", "")
    for name, seconds in (("parsing", parsing), ("coding, parses given", coding), ("the whole way", whole)):
        table.add_row(name, f"{seconds:.2f}", f"{len(sentences) / seconds:,.0f}")
    table.add_row(f"of that: {', '.join(ATTRIBUTES)}", f"{attributes:.2f}", f"{attributes / busy:.1%} of the whole")
    table.add_row("coding with 50,000 more actors", "", f"{slower:+.1%} of the time")
    Console().print(table)


if __name__ == "__main__":
    main()
