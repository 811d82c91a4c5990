"""How fast the coder is: `make benchmark`, one table from one run, against spaCy alone and against an earlier commit.
Uses the shared texts where they are.

`python tests/benchmark.py 300 1000` takes 300 texts of each corpus, and grows to 1,000 sentences. All of it takes some
twenty minutes on two idle cores. `--commit COMMIT` compares with another commit, or with a checkout in that folder.
`--only sizes` gives the table of sizes alone, which takes some three minutes.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime
import json
import os
import platform
import pstats
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from benchmark_coding import compare, worktree
from rich.console import Console
from rich.table import Table

from coder.actors.recognition import Recognition
from coder.dataset.fold import fold
from coder.pipeline import Coder
from coder.records import Document, Entity, Sentence
from coder.text.parse import DEFAULT_MODEL, PACKAGE_SUFFIX
from coder.text.sentences import Unit, units

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
SAMPLE = HERE.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"
DAY = datetime.date(2020, 6, 15)
ROUNDS = 3
# A text of twice the size takes at most so many times as long.
MOST_TIMES = 2.3
# Seconds that its shorter text takes, unless it is longer than so many characters.
ENOUGH, LONGEST_HOSTILE = 0.3, 640_000
# Each is timed so often at least, and while it seems to take longer than it may, so often at most.
LEAST_TURNS, MOST_TURNS = 3, 12


SHARED = HERE.parent.parent / "shared"
CORPORA = {
    "gold relations": [GOLD / "relations.jsonl"],
    "world leads": [SHARED / "corpora" / "world_news.jsonl"],
    "ordinary leads": [SHARED / "corpora" / "ordinary_news.jsonl"],
}


def corpora(most: int) -> dict[str, list[str]]:
    """The texts to measure on, at most so many of each; the sample corpus where no other is."""
    found = {}
    for name, paths in CORPORA.items():
        lines = [line for p in paths if p.exists() for line in p.read_text(encoding="utf8").splitlines()]
        if lines:
            found[name] = [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // most)][:most]]
    return found or {"sample": [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf8").splitlines()]}


def timed(work: object, rounds: int = 1) -> float:
    """The shortest time that `work` kept the processor busy, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()  # type: ignore[operator]
        best = min(best, time.process_time() - start)
    return best


def documents_of(texts: list[str]) -> list[Document]:
    return [Document(str(n), DAY, text) for n, text in enumerate(texts)]


def code_all(coder: Coder, documents: list[Document]) -> None:
    """Codes all of them."""
    list(coder.code_documents(documents))


class NobodyRecognised(Recognition):
    """Recognition that finds nothing and takes no time."""

    def __init__(self, coder: Coder) -> None:
        super().__init__(coder.nlp, coder.lexicon, coder.possible.may_tell)

    def of(self, sentence: Sentence) -> tuple[Entity, ...]:
        return ()

    def of_all(self, sentences: Sequence[Sentence]) -> dict[Sentence, tuple[Entity, ...]]:
        return dict.fromkeys(sentences, ())


def with_parses(coder: Coder, documents: list[Document]) -> Coder:
    """The coder with the parses of these documents at hand: what it does then is coding alone."""
    parse, known = coder._parsed, dict[tuple[str, int, int], Sentence]()

    def remembered(wanted: Sequence[tuple[Document, Unit]]) -> Iterator[Sentence]:
        missing = [(d, u) for d, u in wanted if (d.doc_id, u.start, u.end) not in known]
        for (d, u), sentence in zip(missing, parse(missing), strict=True):
            known[d.doc_id, u.start, u.end] = sentence
        return iter([known[d.doc_id, u.start, u.end] for d, u in wanted])

    coder._parsed = remembered  # type: ignore[method-assign]
    list(coder.code_documents(documents))
    coder.recognition = NobodyRecognised(coder)
    return coder


def more_actors(path: Path) -> Path:
    """Writes a file of 50,000 actors with made-up names, as different from each other as names are."""
    draw = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    names = {" ".join("".join(draw.choices(syllables, k=3)).title() for _ in range(2)) for _ in range(50_500)}
    lines = [f"{name},,person,{draw.choice(('PERGOV', 'KENOPP', 'NPLMED'))},," for name in sorted(names)[:50_000]]
    path.write_text("\n".join(["name,aliases,kind,code,start,end", *lines]) + "\n", encoding="utf8")
    return path


def measure(name: str, texts: list[str], table: Table) -> None:
    """Adds what a corpus takes, as CPU milliseconds a sentence (medians), and how much more the bare parser takes."""
    documents = documents_of(texts)
    sentences = [d.text[u.start : u.end] for d in documents for u in units(d.text)]
    plain = spacy.load(DEFAULT_MODEL + PACKAGE_SUFFIX)
    ours, unscreened, given = Coder(), Coder(without=["screen"]), with_parses(Coder(), documents)
    steps: dict[str, Callable[[], object]] = {
        "bare nlp.pipe, all pipes": lambda: list(plain.pipe(sentences)),
        "bare nlp.pipe, tagger and parser": lambda: list(
            plain.pipe(sentences, disable=["ner", "lemmatizer", "attribute_ruler"])
        ),
        "the whole way": lambda: list(ours.code_documents(documents)),
        "the whole way, without screen": lambda: list(unscreened.code_documents(documents)),
        "coding alone, parses given": lambda: list(given.code_documents(documents)),
    }
    # In turns, so that a machine that is busy for a while is so for all of them.
    times = [{step: timed(work) for step, work in steps.items()} for _ in range(ROUNDS)]
    median = {step: statistics.median(t[step] for t in times) for step in steps}
    for step, seconds in median.items():
        ratio = statistics.median(t["bare nlp.pipe, all pipes"] / t[step] for t in times)
        each, rate = f"{1000 * seconds / len(sentences):.2f}", f"{len(sentences) / seconds:,.0f}"
        table.add_row(name, step, each, rate, f"{ratio:.2f}")
    screened = sum(coded.screened for coded in ours.code_documents(documents))
    table.add_row(name, f"{1 - screened / len(sentences):.0%} of {len(sentences):,} sentences parsed")


def against(commit: str, most: int, table: Table) -> None:
    """Adds coding alone beside an earlier commit: sentences a second of both, and how many times faster it is."""
    with worktree(commit) as before:
        for name, old, new, ratio in compare(before, HERE.parent, most, ROUNDS):
            table.add_row(name, f"coding alone at {commit[:12]}", f"{1000 / old:.2f}", f"{old:,.0f}")
            table.add_row(name, "coding alone now ÷ then", f"{1000 / new:.2f}", f"{new:,.0f}", f"{ratio:.2f}")


# Runs a command line and tells, in MB, the peak memory of its own process and of the largest of its workers.
PEAKS = """
import resource, sys
from coder.cli import main
try:
    main()
finally:
    # What getrusage tells of this process holds the peak of the one that started it too.
    told = dict(line.split(":", 1) for line in open("/proc/self/status"))
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime, int(told["VmHWM"].split()[0]) // 1024,
          below.ru_maxrss // 1024, file=sys.stderr)
"""


@dataclass(frozen=True)
class Ran:
    """A run of `coder dataset`: seconds on the clock and of processors, peak memory of parent and worker in MB."""

    clock: float
    cpu: float
    parent: int
    worker: int


def run_command(path: Path, workers: int, *more: str) -> Ran:
    """What `coder dataset` takes."""
    with TemporaryDirectory() as folder:
        began = time.monotonic()
        options = ["--output", f"{folder}/out", "--workers", str(workers), "--quiet", *more]
        command = [sys.executable, "-c", PEAKS, "dataset", str(path), *options]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        cpu, parent, worker = ran.stderr.split()[-3:]
        return Ran(time.monotonic() - began, float(cpu), int(parent), int(worker))


def kernel() -> str:
    """The kernel that BLIS, which multiplies the matrices, chose for this processor."""
    told = "import numpy; from thinc.api import NumpyOps; a = numpy.ones((8, 8), 'f'); NumpyOps().gemm(a, a)"
    ran = subprocess.run(
        [sys.executable, "-c", told], env={**os.environ, "BLIS_ARCH_DEBUG": "1"}, capture_output=True, text=True
    )
    found = re.search(r"sub-configuration '(.+?)'", ran.stderr + ran.stdout)
    return found.group(1) if found else "not told"


def growth(texts: list[str], sizes: Sequence[int], table: Table) -> None:
    """Adds how time and memory grow with the number of sentences: of one worker up to 10,000, of two at any size, and
    of two that fold reports.
    """
    draw = random.Random(1)
    for size in sizes:
        with TemporaryDirectory() as folder:
            path, count, n = Path(folder) / "in.jsonl", 0, 0
            with path.open("w", encoding="utf8") as file:
                while count < size:
                    text = varied(texts[n % len(texts)], draw)
                    file.write(json.dumps({"doc_id": str(n), "date": str(DAY), "text": text}) + "\n")
                    count, n = count + sum(1 for _ in units(text)), n + 1
            runs = [("1 worker", 1, ())] if size <= 10_000 else []
            for label, workers, more in [
                *runs,
                ("2 workers", 2, ()),
                ("2 workers, --deduplicate", 2, ("--deduplicate",)),
            ]:
                ran = run_command(path, workers, *more)
                told = f"{ran.clock:.0f} s on the clock, parent {ran.parent} MB, worker {ran.worker} MB"
                each, rate = f"{1000 * ran.cpu / count:.2f}", f"{count / ran.clock:,.0f}"
                table.add_row(f"{count:,} sentences", f"dataset, {label}: {told}", each, rate)


def varied(text: str, draw: random.Random) -> str:
    """A text with other numbers and last names, so that no two are the same and their words not all known."""
    numbers = re.sub(r"\d+", lambda m: str(draw.randrange(10 ** len(m.group()))), text)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    name: Callable[[re.Match[str]], str] = lambda m: "".join(draw.choices(syllables, k=3)).title()  # noqa: E731
    return re.sub(r"(?<=[a-z] )(?<![.!?] )[A-Z][a-z]{4,}(?= [a-z])", name, numbers, count=1)


def hostile() -> dict[str, Callable[[int], str]]:
    """Texts that are long in one way, by their number of characters: what takes time to the square shows here."""
    sentence = "Ghana expelled two envoys of Togo on Monday, and police in Accra arrested 40 students. "
    kinds = {
        "plain sentences": sentence,
        "stops": ".!?…",
        "one word": "attack ",
        "one sentence of names": "Ghana and Togo and ",
        "brackets": "([",
        "quotation marks": "“",
        "tags never closed": "<script>",
        "entities": "&amp;",
        "soft hyphens": "Gha\u00adna ",
        "spaces": " " * 63 + "a",
        "tabs": "a\tb\tc\n",
        "short lines": "Ghana left\n",
        "bullets": "• Ghana left ",
        "digits": "1,2",
        "capitals": sentence.upper(),
        "lower case": sentence.lower(),
        "mojibake": "Ghanaâ€™s envoy saidÃ© ",
        "wrapped lines": sentence.replace("Togo ", "Togo\n").replace("arrested ", "arrested\n"),
        "quoted headlines": "He read “Ghana Expels Two Envoys Of Togo” and “Police In Accra Arrest Students” aloud. ",
        "credits": "(AP Photo/Ada Mensah)\nPhoto: Ada Mensah\n",
    }
    return {name: partial(filled, part) for name, part in kinds.items()}


def filled(part: str, size: int) -> str:
    """A text of so many characters, of nothing but one part."""
    return (part * (size // len(part) + 1))[:size]


def sizes_of_texts(table: Table) -> None:
    """Adds how long one text of a kind takes, and how much longer one of twice the size: 2.3 times at most.

    The shorter is long enough that what every text takes, however short, is nothing beside it. As times waver where
    others use the machine, it is told too how many more calls of functions there are, which never does.
    """
    coder = Coder()

    def seconds(text: str) -> float:
        return timed(lambda: list(coder.code_documents(documents_of([text]))))

    for made in hostile().values():
        seconds(made(1000))  # what is loaded when it is first asked for
    for name, made in hostile().items():
        size = 10_000
        while size < LONGEST_HOSTILE and seconds(made(size)) < ENOUGH:
            size *= 2
        short = long = float("inf")
        for turn in range(1, MOST_TURNS + 1):
            short, long = min(short, seconds(made(size))), min(long, seconds(made(2 * size)))
            if turn >= LEAST_TURNS and long <= MOST_TIMES * short:
                break
        times, more = long / short, calls(coder, made(2 * size)) / calls(coder, made(size))
        told = f"{size:,} characters {short:.3f} s, twice as many {long:.3f} s, {more:.2f} times the calls"
        table.add_row(name, told, "", "", f"{times:.2f}" + (" !" if times > MOST_TIMES else ""))


def calls(coder: Coder, text: str) -> int:
    """How many calls of functions the coding of a text takes: its work, whatever else the machine does."""
    profile = cProfile.Profile()
    profile.runcall(lambda: list(coder.code_documents(documents_of([text]))))
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined, no-any-return]


def folding() -> float:
    """Seconds that folding 8,000 events of one source, target, code and week takes."""
    draw = random.Random(1)
    words = " ".join(text for texts in corpora(2000).values() for text in texts).split()
    base = [
        " ".join(words[k : k + draw.randint(12, 30)]) for k in (draw.randrange(len(words) - 40) for _ in range(6000))
    ]
    rows = []
    for n in range(8000):
        day = DAY + datetime.timedelta(days=n % 7)
        rows.append({
            "event_id": f"{n:016x}", "doc_id": str(n), "sentence_index": 0,
            "sentence": base[n] if n < 6000 else draw.choice(base) + " more",
            "publication_date": day, "event_date": day, "source_code": "USA", "source_text": "", "target_code": "IRQ",
            "target_text": "",
            "event_code": "190", "geonames_id": None, "place_precision": None,
        })  # fmt: skip
    return timed(lambda: list(fold(rows)))


def one_document() -> float:
    """How many times longer a document of 1,600 sentences codes than one of 800, with 200 names that come again."""
    draw = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    names = sorted({"".join(draw.choices(syllables, k=3)).title() for _ in range(240)})[:200]
    forms = (
        "{} said the army had attacked {} on the border with Chad.", "Police arrested {}, a farmer, after {} sued him.",
        "The minister met {} and {} in Nairobi.", "Rebels killed {} in a raid, and {} fled to Uganda.",
    )  # fmt: skip
    told = [draw.choice(forms).format(*draw.choices(names, k=2)) for _ in range(1600)]
    documents = [Document(str(n), DAY, " ".join(told[:n])) for n in (800, 1600)]
    coder = with_parses(Coder(), documents)
    shorter, longer = (timed(partial(code_all, coder, [d]), ROUNDS) for d in documents)
    return longer / shorter


def more_coding(texts: list[str]) -> float:
    """How much longer coding takes with 50,000 more actors."""
    documents = documents_of(texts)
    with TemporaryDirectory() as folder:
        coders = [with_parses(c, documents) for c in (Coder(), Coder(actors=[more_actors(Path(folder) / "more.csv")]))]
        less, more = (timed(partial(code_all, c, documents), ROUNDS) for c in coders)
    return more / less


def main(most: int, sizes: Sequence[int], commit: str, only: str) -> None:
    console = Console(width=160)
    title = f"CPU time on one core, medians of {ROUNDS}; BLIS takes its kernel '{kernel()}' on {platform.machine()}"
    columns = ("texts", "step", "ms/sentence", "sentences/s", "bare ÷ this, or times")
    table = Table(*columns, title=title)
    if only == "sizes":
        sizes_of_texts(table)
        console.print(table)
        return
    found = corpora(most)
    for name, texts in found.items():
        measure(name, texts, table)
    if SHARED.is_dir():
        against(commit, min(most, 500), table)
    table.add_row("8,000 events", "folding, of one dyad and week", "", f"{folding():.2f} s")
    table.add_row("one document", "of 1,600 sentences ÷ of 800", "", "", f"{one_document():.2f}")
    first = list(found.values())[0][:500]
    table.add_row("the first", "coding with 50,000 more actors ÷ without", "", "", f"{more_coding(first):.2f}")
    sizes_of_texts(table)
    growth(list(found.values())[-1], sizes, table)
    console.print(table)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("texts", nargs="?", type=int, default=1000)
    options.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    options.add_argument("--commit", default="ae91378")
    options.add_argument("--only", choices=["all", "sizes"], default="all")
    given = options.parse_args()
    main(given.texts, given.sizes, given.commit, given.only)
