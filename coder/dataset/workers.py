"""Coding with several processes, in the order of the input and in bounded memory."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any

from coder.records import CodedDocument, Document, Reject

if TYPE_CHECKING:
    from coder.pipeline import Coder

# Records handed to a worker at a time: fixed, so that what is parsed together never depends on how many workers there are.
CHUNK = 64
AHEAD = 3
_coder: Coder | None = None

Item = Document | Reject
Coded = CodedDocument | Reject


def code_all(records: Iterable[Item], options: Mapping[str, Any], workers: int = 1) -> Iterator[dict[str, str] | Coded]:
    """First the coder's versions, then each record coded; rejects pass through in their place."""
    if workers <= 1:
        coder = make(options)
        yield coder.versions()
        for chunk in chunks(records):
            yield from code_chunk(chunk, coder)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=(dict(options),)) as pool:
        yield pool.submit(_versions).result()
        waiting: deque[Future[list[Coded]]] = deque()
        for chunk in chunks(records):
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) >= AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def chunks(records: Iterable[Item]) -> Iterator[list[Item]]:
    """The records, some at a time."""
    stream = iter(records)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def code_chunk(chunk: list[Item], coder: Coder) -> Iterator[Coded]:
    """The coded documents of a chunk, with its rejects where they stood."""
    coded = coder.code_documents([r for r in chunk if isinstance(r, Document)])
    for record in chunk:
        yield record if isinstance(record, Reject) else next(coded)


def make(options: Mapping[str, Any]) -> Coder:
    """The coder that the options describe."""
    from coder.pipeline import Coder

    return Coder(**options)


def _start(options: dict[str, Any]) -> None:
    global _coder
    _coder = make(options)


def _versions() -> dict[str, str]:
    assert _coder is not None
    return _coder.versions()


def _work(chunk: list[Item]) -> list[Coded]:
    assert _coder is not None
    return list(code_chunk(chunk, _coder))
