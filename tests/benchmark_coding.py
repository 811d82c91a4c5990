"""How fast coding alone is, parses given, beside an earlier commit: both code the same texts in turns in one run.

`python tests/benchmark_coding.py COMMIT` makes a worktree of COMMIT of this repository and compares with it;
`--texts 500` takes so many texts of each corpus, `--rounds 5` so many rounds. The parses are made once by each side and
kept in memory; named entities are not asked for. What is timed is the processor's time of the whole way from documents
to events, cleaning and screen included.
"""

from __future__ import annotations

import argparse
import datetime
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CORPORA = {
    "ordinary leads": ["corpora/ordinary_news.jsonl"],
    "world leads": ["corpora/world_news.jsonl"],
    "gold": ["gold/relations.jsonl", "gold/codebook.jsonl", "gold/penta.jsonl"],
}
DAY = datetime.date(2020, 6, 15)


def texts_of(paths: list[str], most: int) -> list[str]:
    """Texts from all over some files, at most so many."""
    lines = [line for p in paths for line in (SHARED / p).read_text(encoding="utf8").splitlines()]
    return [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // most)][:most]]


def serve(checkout: str, most: int) -> None:
    """One side: codes the corpus whose name it is told, and answers with sentences, events and seconds."""
    sys.path.insert(0, checkout)
    import coder.pipeline as pipeline
    from coder.pipeline import Coder
    from coder.records import Document

    parse = pipeline.parse_units
    known: dict[Any, Any] = {}

    def parse_units(nlp: Any, texts: Any) -> Iterator[Any]:
        wanted = list(texts)
        new = [key for key in dict.fromkeys(wanted) if key not in known]
        known.update(zip(new, parse(nlp, new), strict=True))
        return iter([known[key] for key in wanted])

    pipeline.parse_units = parse_units  # type: ignore[assignment]
    coder = Coder()
    if hasattr(coder, "recognition"):
        coder.recognition.of = lambda sentence: ()  # type: ignore[method-assign]
        coder.recognition.of_all = lambda sentences: dict.fromkeys(sentences, ())  # type: ignore[method-assign]
    else:  # commits before recognition had a module
        coder._recognise = lambda sentence: iter(())  # type: ignore[attr-defined]
    documents = {}
    for name, paths in CORPORA.items():
        documents[name] = [Document(str(n), DAY, text) for n, text in enumerate(texts_of(paths, most))]
        list(coder.code_documents(documents[name]))
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.process_time()
        coded = list(coder.code_documents(documents[line.strip()]))
        seconds = time.process_time() - start
        print(sum(d.sentences for d in coded), sum(len(d.events) for d in coded), seconds, flush=True)


class Side:
    """A checkout in a process of its own."""

    def __init__(self, checkout: Path, most: int) -> None:
        command = [sys.executable, __file__, "--serve", str(checkout), "--texts", str(most)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=checkout)

    def ready(self) -> None:
        """Waits until the parses are made."""
        assert self.process.stdout is not None and self.process.stdout.readline() == "ready\n"

    def code(self, corpus: str) -> tuple[int, int, float]:
        """Sentences, events and seconds."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(corpus + "\n")
        self.process.stdin.flush()
        sentences, events, seconds = self.process.stdout.readline().split()
        return int(sentences), int(events), float(seconds)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def compare(before: Path, after: Path, most: int, rounds: int) -> Iterator[tuple[str, float, float, float]]:
    """For each corpus: sentences a second before and after, and the median of their ratios, round by round."""
    sides = [Side(before, most), Side(after, most)]
    for side in sides:
        side.ready()
    for corpus in CORPORA:
        pairs = [[side.code(corpus) for side in sides] for _ in range(rounds)]
        rates = [[sentences / seconds for sentences, _, seconds in pair] for pair in pairs]
        old, new = (statistics.median(rate[k] for rate in rates) for k in (0, 1))
        yield corpus, old, new, statistics.median(b / a for a, b in rates)
    for side in sides:
        side.close()


@contextmanager
def worktree(commit: str) -> Iterator[Path]:
    """A checkout of a commit, for as long as it is needed; a folder is taken as it is."""
    if Path(commit).is_dir():
        yield Path(commit)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(path), commit], check=True, cwd=ROOT)
        try:
            yield path
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(path)], check=True, cwd=ROOT)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("commit", nargs="?", default="ae91378")
    options.add_argument("--texts", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--serve")
    given = options.parse_args()
    if given.serve:
        serve(given.serve, given.texts)
        return
    with worktree(given.commit) as before:
        for corpus, old, new, ratio in compare(before, ROOT, given.texts, given.rounds):
            print(f"{corpus:16} {given.commit} {old:7,.0f}/s   now {new:7,.0f}/s   {ratio:.2f} times")


if __name__ == "__main__":
    main()
