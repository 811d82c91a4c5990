"""How fast a merge is: five million rows of GDELT with a hundred thousand events of ours, as part of `make benchmark`.

The rows are made from the reference sample where it is, else at random. Processor time and the most memory of the
command are measured in a process of its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from made import event, write
from made_gdelt import gdelt_file

from coder.cameo.ontology import load_ontology
from coder.exchange.countries import cameo_country
from coder.exchange.formats import GDELT1

SAMPLE = Path(__file__).parents[2] / "shared" / "reference" / "gdelt_v1_sample.CSV"
THEIRS, OURS = 5_000_000, 100_000
MOST_SECONDS, MOST_MEGABYTES = 30, 1000
FIRST = date(2012, 1, 1)


def sample_rows(folder: Path) -> list[list[str]]:
    """The rows that all others are made from."""
    path = SAMPLE if SAMPLE.exists() else gdelt_file(folder / "sample.csv", 1_255)
    return [line.split("\t") for line in path.read_text(encoding="utf8").splitlines()]


def their_file(path: Path, rows: list[list[str]], count: int) -> Path:
    """So many rows with identifiers of their own, on days of one year."""
    draw = random.Random(1)
    days = [f"{FIRST + timedelta(days=n):%Y%m%d}" for n in range(365)]
    tails = ["\t".join(cells[2:]) for cells in rows]
    with path.open("w", encoding="utf8") as file:
        file.writelines(f"{3_000_000_000 + n}\t{draw.choice(days)}\t{tails[n % len(tails)]}\n" for n in range(count))
    return path


def our_dataset(folder: Path, rows: list[list[str]], count: int) -> Path:
    """So many events with the codes and countries of such rows."""
    draw, known = random.Random(2), load_ontology().events
    at = {name: GDELT1.index(name) for name in ("EventCode", "Actor1CountryCode", "Actor2CountryCode")}
    events = []
    for n in range(count):
        cells = draw.choice(rows)
        code, day = known[cells[at["EventCode"]]], FIRST + timedelta(days=draw.randrange(365))
        source, target = (cameo_country(cells[at[f"Actor{k}CountryCode"]]) for k in (1, 2))
        given = {
            "event_code": code.code,
            "event_base_code": code.base,
            "event_root_code": code.root,
            "event_name": code.name,
        }
        given |= {"source_country": source, "target_country": target, "event_date": day, "publication_date": day}
        events.append(event(n, f"doc-{n // 10:06d}", **given, quad_class=code.quad_class, goldstein=code.goldstein))
    return write(folder, events)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = sample_rows(folder)
        ours, theirs = our_dataset(folder / "ours", rows, OURS), their_file(folder / "theirs.csv", rows, THEIRS)
        subprocess.run(
            [sys.executable, "-m", "coder", "merge", ours, theirs, "--output", folder / "merged"], check=True
        )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
    print(f"merge of {THEIRS:,} rows with {OURS:,} events: {seconds:.1f} s of processor time, {megabytes:,.0f} MB")
    print(f"wanted: under {MOST_SECONDS} s and {MOST_MEGABYTES:,} MB")


if __name__ == "__main__":
    main()
