"""Coding a corpus into a dataset, whole or not at all, and going on where a run was stopped.

A dataset is a folder: events/, documents/, mentions/, rejects/ (Parquet), manifest.json and codebook.md. Its rows are
made in checkpoints in a working folder beside it; when all are there, the dataset is put together from them and takes
its place in one step.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow.parquet as pq

from coder.dataset.assemble import Made, assemble
from coder.dataset.checkpoints import Checkpoints, Digest, InputFile, code_checksum, look_at
from coder.dataset.chunk import CHUNK_CHARACTERS, Item, Rows, chunks, length
from coder.dataset.claim import claim, decide_place, put_in_place, restore
from coder.dataset.read import table_parts
from coder.dataset.rows import Checker
from coder.dataset.workers import Workers, workers_for
from coder.dataset.write import library_versions
from coder.errors import CoderError, DatasetError
from coder.text.corpus import PLAIN, Reading, find_files, left_out, read_documents
from coder.text.streams import Told

if TYPE_CHECKING:
    from coder.dataset.spark import SparkCoders

# A run that was stopped loses at most so many chunks.
CHECKPOINT_CHUNKS = 16


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made: counts, the commonest event codes with name and number, and where it is.

    `quality` counts the documents that were changed before coding or look wrong, by flag; `left_out` are the files and
    folders below the inputs that were not read.
    """

    folder: Path
    documents: int
    sentences: int
    screened: int
    events: int
    rejects: int
    commonest: tuple[tuple[str, str, int], ...]
    quality: tuple[tuple[str, int], ...] = ()
    left_out: tuple[str, ...] = ()


class Progress(Protocol):
    """What is told how far a run is."""

    def resumed(self, records: int) -> None:
        """So many records were finished by an earlier run."""

    def advance(self, records: int, sentences: int, events: int) -> None:
        """So many more are done."""


def write_dataset(
    inputs: Sequence[Path], output: Path, options: Mapping[str, Any] | None = None, workers: int | str = 0,
    text: bool = True,
    restart: bool = False, folding: Sequence[str] = (), progress: Progress | None = None, shard: tuple[int,
    int] | None = None,
    engine: str = "local", master: str | None = None, reading: Reading = PLAIN,
) -> Summary:  # fmt: skip
    """Codes the input files into a dataset in `output`, or goes on with a run that was stopped.

    `options` are those of Coder. `workers` processes code; 'auto' takes as many as suit machine and input, 0 codes in
    this process. `folding` names what folds events into one, in this order: 'duplicate' (reports of the same event),
    'one_a_day' (one event a day for each source, target and code). `restart` discards what an unfinished run left.
    `shard` (k, n) codes the k-th of n equal parts of the records only, for `gather` to join. `engine`
    'spark' codes on a Spark session in place of local workers: the one there is, or a new one on `master`. `reading`
    says what encoding the inputs have and how their dates are written.

    Raises InputError where an input can't be read or changes, and DatasetError where `output` holds something else,
    another run writes it, an unfinished run of other inputs or options is there, or the disk is full.
    """
    options = dict(options or {})
    if shard is not None and folding:
        raise CoderError(
            "reports of one event may stand in other shards; code without --deduplicate and --one-a-day, and give "
            "these to `coder gather`"
        )
    files = find_files(inputs, reading)
    place = decide_place(output, inputs)
    number = workers_for(files) if workers == "auto" else int(workers)
    with claim(place) as working:
        restore(working, place)
        checkpoints = Checkpoints(working)
        if restart:
            checkpoints.discard()
        try:
            looked_at = [look_at(path, reading) for path in files]
            with _coders(options, number, engine, master) as coders:
                versions = coders.versions()
                said = {name: value for name, value in asdict(reading).items() if value is not None}
                decides = options | said | {"text": text, "folding": list(folding)}
                checkpoints.begin(identity(looked_at, decides, versions, shard))
                records = records_of(inputs, shard, reading, as_looked_at(looked_at))
                _code(coders, records, looked_at, checkpoints, progress)
            made = assemble(checkpoints.done, working, looked_at, versions, decides, shard)
            put_in_place(made.folder, place)
        except OSError as error:
            raise DatasetError(_disk(place, error, checkpoints)) from error
        shutil.rmtree(working, ignore_errors=True)
    return replace(summary_of(output, made), left_out=tuple(found.place for found in left_out(inputs)))


def _coders(options: Mapping[str, Any], number: int, engine: str, master: str | None) -> Workers | SparkCoders:
    if engine == "local":
        return Workers(options, number)
    from coder.dataset.spark import SparkCoders

    return SparkCoders(options, master)


def as_looked_at(files: Sequence[InputFile]) -> Told:
    """What raises InputError at a file of which other bytes were read than it had when the run began: the manifest
    names the checksum of what was coded.
    """
    found = {file.path: file for file in files}
    return lambda path, checksum: found[path].compare(checksum)


def records_of(
    inputs: Sequence[Path], shard: tuple[int, int] | None, reading: Reading = PLAIN, told: Told | None = None
) -> Iterator[Item]:
    """The records of the inputs, or of one shard of them: those of equal number that stand together."""
    if shard is None:
        yield from read_documents(inputs, reading, told)
        return
    total = sum(1 for _ in read_documents(inputs, reading, told))
    (k, n) = shard
    of_shard = range(total * (k - 1) // n, total * k // n)
    # To the end, so that the checksum of what was read is known.
    yield from (record for number, record in enumerate(read_documents(inputs, reading, told)) if number in of_shard)


def _code(
    coders: Workers | SparkCoders,
    records: Iterable[Item],
    files: Sequence[InputFile],
    checkpoints: Checkpoints,
    progress: Progress | None,
) -> None:
    """Codes what no checkpoint has, a checkpoint at a time."""
    checker = Checker()
    if progress is not None and checkpoints.records:
        progress.resumed(checkpoints.records)
    coded = coders.code(chunks(checkpoints.rest(records)))
    for rows, digest in portions(_told(coded, progress)):
        tables = checker.tables(rows)
        for file in files:
            file.check()
        checkpoints.add(tables, len(rows), digest)
    for file in files:
        file.check()


def portions(coded: Iterable[tuple[Sequence[Item], Sequence[Rows]]]) -> Iterator[tuple[list[Rows], str]]:
    """The rows of the records of a checkpoint, and the checksum of these records, whose texts are not held: of as many
    chunks as a checkpoint takes, or fewer where their texts are long.
    """
    rows, digest, number, characters = list[Rows](), Digest(), 0, 0
    for records, several in coded:
        rows += several
        digest.add(records)
        number, characters = number + 1, characters + sum(map(length, records))
        if number >= CHECKPOINT_CHUNKS or characters >= CHECKPOINT_CHUNKS * CHUNK_CHARACTERS:
            yield rows, digest.told()
            rows, digest, number, characters = [], Digest(), 0, 0
    if rows:
        yield rows, digest.told()


def _told(coded: Any, progress: Progress | None) -> Any:
    chunk: Sequence[Item]
    several: list[Rows]
    for chunk, several in coded:
        if progress is not None:
            sentences = sum(d["sentences"] for rows in several for d in rows.documents)
            progress.advance(len(chunk), sentences, sum(len(rows.events) for rows in several))
        yield chunk, several


def identity(
    files: Sequence[InputFile], options: Mapping[str, Any], versions: Mapping[str, str], shard: tuple[int, int] | None
) -> dict[str, Any]:
    """What decides the result of a run, under the names that a user knows it by."""
    return {
        "inputs": [[str(f.path), f.sha256] for f in files],
        "options": {k: [str(x) for x in v] if isinstance(v, (list, tuple)) else v for k, v in sorted(options.items())},
        "versions": {**versions, **library_versions(), "code": code_checksum()},
        "shard": None if shard is None else list(shard),
    }


def _disk(place: Path, error: OSError, checkpoints: Checkpoints) -> str:
    kept = (
        f"What is done ({checkpoints.records:,} records) is kept: run the same command again"
        if checkpoints.records
        else "Run the same command again"
    )
    return f"{place}: can't be written: {error.strerror or error}. {kept} when that is mended"


def summary_of(output: Path, made: Made) -> Summary:
    """What a finished dataset holds."""
    counts = made.counts
    commonest = tuple(
        (code, name, n) for (code, name), n in sorted(made.codes.items(), key=lambda x: (-x[1], x[0]))[:10]
    )
    return Summary(
        output,
        counts["documents"],
        counts["sentences"],
        counts["screened_sentences"],
        counts["events"],
        counts["rejects"],
        commonest,
        quality_of(output),
    )


def quality_of(folder: Path) -> tuple[tuple[str, int], ...]:
    """How many documents of a dataset carry each flag of `documents.quality`, the commonest first."""
    found: Counter[str] = Counter()
    for part in table_parts(folder, "documents"):
        for batch in pq.ParquetFile(part).iter_batches(columns=["quality"]):
            found.update(flag for flags in batch.column(0).to_pylist() for flag in flags or ())
    return tuple(sorted(found.items(), key=lambda x: (-x[1], x[0])))
