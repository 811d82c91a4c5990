"""Coding with several processes, in the order of the input and in bounded memory.

A worker that dies, hangs or falls silent is replaced, and what it had is given out again: first as it was, then record
by record, so that only a document that ends its worker by itself is turned away. Workers end when their parent does.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.dataset.chunk import Item, Rows, code_chunk, failed, rows_of
from coder.errors import CoderError
from coder.records import Document

if TYPE_CHECKING:
    from coder.pipeline import Coder

# Chunks given out before the first of them is back, for each worker.
AHEAD = 3
TRIES = 2
# Seconds: between two signs of life, of silence until a worker counts as frozen, and for coding one portion.
BEAT = 2.0
SILENCE = 60.0
# Until a worker first speaks, it loads what it needs: on a busy machine that may take long.
START = 600.0
TIME_LIMIT = 300.0
CHARACTERS_A_SECOND = 500
# While a long text is searched, no sign of life can be given: for so many characters a second is waited longer.
SEARCHED_A_SECOND = 50_000
# So many workers that end one after the other, without coding anything, are no fault of documents.
MOST_DEATHS = 12
# Memory that a worker takes, and input that is worth starting one for, in bytes.
WORKER_BYTES = 700_000_000
INPUT_BYTES = 400_000


class WorkerError(CoderError):
    """Worker processes that end as soon as they start, or one after the other."""


def workers_for(files: Iterable[Path]) -> int:
    """How many workers suit this machine and these files: one for each processor, as memory and the work allow."""
    compressed = (".gz", ".parquet")
    size = sum(p.stat().st_size * (4 if p.name.endswith(compressed) else 1) for p in files)
    return max(1, min(processors(), free_bytes() // WORKER_BYTES, 1 + size // INPUT_BYTES))


def processors() -> int:
    """Processors that this process may use, by its affinity and its container's share."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        count = min(count, max(1, round(int(quota) / int(period))))
    return count


def free_bytes() -> int:
    """Memory that can be had, in bytes; without bound where the system doesn't tell."""
    found = [1 << 60]
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        found.append(1024 * next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable")))
    with suppress(OSError, ValueError):
        most, used = (
            int(Path("/sys/fs/cgroup", name).read_text(encoding="ascii")) for name in ("memory.max", "memory.current")
        )
        found.append(most - used)
    return min(found)


@dataclass(eq=False)
class _Chunk:
    """Records that are coded together, and what has come of them so far."""

    records: Sequence[Item]
    rows: list[list[Rows] | None] = field(default_factory=lambda: [None])

    def ready(self) -> bool:
        return None not in self.rows


@dataclass(eq=False)
class _Task:
    """A chunk, or one record of it, to be coded; `tries` counts the workers that it has ended."""

    chunk: _Chunk
    records: Sequence[Item]
    slot: int = 0
    tries: int = 0

    def limit(self) -> float:
        """Seconds in which it must be done."""
        return TIME_LIMIT + self.characters / CHARACTERS_A_SECOND

    @property
    def characters(self) -> int:
        """How many characters its texts have."""
        return sum(len(r.text) for r in self.records if isinstance(r, Document))


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, end = context.Pipe()
        self.process = context.Process(target=_serve, args=(end, dict(options)), daemon=True)
        with _interrupts_held():
            self.process.start()
        end.close()
        self.heard = time.monotonic()
        self.since = 0.0
        self.task: _Task | None = None
        self.sending: threading.Thread | None = None
        self.is_ready = self.has_spoken = False

    @property
    def longest_silence(self) -> float:
        """Seconds without a sign of life after which it counts as frozen."""
        if not self.has_spoken:
            return START
        return SILENCE + (self.task.characters / SEARCHED_A_SECOND if self.task is not None else 0)

    def give(self, task: _Task) -> None:
        self.task, self.since = task, time.monotonic()
        # Sending to a process that has stopped reading never ends: it must not hold up the others.
        self.sending = threading.Thread(target=self._send, args=(task.records,), daemon=True)
        self.sending.start()

    def _send(self, records: Sequence[Item]) -> None:
        with suppress(OSError):  # a dead worker is found by whoever listens to it
            self.connection.send(records)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        # What is still being sent fails now. Were the connection closed first, the next one had its number, and got it.
        if self.sending is not None:
            self.sending.join(timeout=BEAT)
        self.connection.close()


class Workers:
    """Processes that code chunks of records. With `number` 0 this process codes them itself.

    Raises what making a coder of `options` raises, and WorkerError where workers can't be kept alive.
    """

    def __init__(self, options: Mapping[str, Any], number: int) -> None:
        self.options, self.number = options, number
        self._coder: Coder | None = make(options) if number == 0 else None
        self._workers: list[_Worker] = []
        self._versions: dict[str, str] = {}
        self._tasks: deque[_Task] = deque()
        self._deaths = 0

    def __enter__(self) -> Workers:
        self._workers = [_Worker(self.options) for _ in range(self.number)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def versions(self) -> dict[str, str]:
        """Checksums and versions of what decides the coding."""
        if self._coder is not None:
            return self._coder.versions()
        while not self._versions:
            self._listen()
        return self._versions

    def code(self, chunks: Iterable[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], list[Rows]]]:
        """Each chunk with the rows of its records, in order."""
        if self._coder is not None:
            for records in chunks:
                yield records, code_chunk(self._coder, records)
            return
        source, waiting = iter(chunks), deque[_Chunk]()
        while True:
            for records in islice(source, AHEAD * self.number - len(waiting)):
                waiting.append(_Chunk(records))
                self._tasks.append(_Task(waiting[-1], records))
            if not waiting:
                return
            while not waiting[0].ready():
                self._give_out()
                self._listen()
            done = waiting.popleft()
            yield done.records, [rows for part in done.rows for rows in part or ()]

    def _give_out(self) -> None:
        for worker in self._workers:
            if self._tasks and worker.is_ready and worker.task is None:
                worker.give(self._tasks.popleft())

    def _listen(self) -> None:
        """Waits for a message of any worker, takes all that there are, and replaces the workers that are lost."""
        heard = wait([w.connection for w in self._workers], timeout=BEAT)
        now = time.monotonic()
        for k, worker in enumerate(self._workers):
            lost = None
            if worker.connection in heard:
                worker.heard, worker.has_spoken = now, True
                lost = self._take(worker)
            elif now - worker.heard > worker.longest_silence:
                lost = f"it froze: no sign of life for {worker.longest_silence:.0f} seconds"
            if worker.task is not None and now - worker.since > worker.task.limit():
                lost = f"it took more than {worker.task.limit():.0f} seconds"
            if lost is not None:
                self._workers[k] = self._replace(worker, lost)

    def _take(self, worker: _Worker) -> str | None:
        """Takes a message; what happened where the worker is lost."""
        try:
            kind, content = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(timeout=BEAT)
            return f"its worker process ended ({_how(worker.process.exitcode)})"
        if kind == "ready":
            worker.is_ready, self._versions = True, content
        elif kind == "error":
            raise content
        elif kind == "done":
            assert worker.task is not None
            worker.task.chunk.rows[worker.task.slot] = content
            worker.task, self._deaths = None, 0
        return None

    def _replace(self, worker: _Worker, reason: str) -> _Worker:
        worker.end()
        self._deaths += 1
        if self._deaths > MOST_DEATHS:
            raise WorkerError(
                f"worker processes end one after the other, the last so: {reason}. See whether memory is short "
                f"(fewer --workers), then run the same command again"
            )
        if worker.task is not None:
            self._give_back(worker.task, reason)
        return _Worker(self.options)

    def _give_back(self, task: _Task, reason: str) -> None:
        """Sees that what a lost worker had is tried again; a document that was tried often enough is turned away."""
        task.tries += 1
        if task.tries < TRIES:
            self._tasks.appendleft(task)
        elif len(task.chunk.records) > 1 and len(task.chunk.rows) == 1:
            task.chunk.rows = [None] * len(task.chunk.records)
            self._tasks.extendleft(_Task(task.chunk, [r], k) for k, r in reversed(list(enumerate(task.chunk.records))))
        else:
            (record,) = task.records
            turned_away = (
                failed(record, f"coding it failed, each time it was tried by itself: {reason}")
                if isinstance(record, Document)
                else record
            )
            task.chunk.rows[task.slot] = [rows_of(turned_away)]


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Holds interrupts up, in what is started within too: a worker that is interrupted while it loads had told so in a
    traceback. This process gets them afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    with suppress(ValueError):
        return signal.Signals(-exit_code).name
    return f"signal {-exit_code}"


def make(options: Mapping[str, Any]) -> Coder:
    """The coder that the options describe, which whoever collects garbage is to leave alone: it is there to stay."""
    from coder.pipeline import Coder

    coder = Coder(**options)
    gc.collect()
    gc.freeze()
    return coder


# --- in a worker ------------------------------------------------------------------------------------------------------


def _serve(connection: Connection, options: dict[str, Any]) -> None:
    """Codes what the parent sends until it sends no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and decides
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    guard = threading.Lock()

    def tell(kind: str, content: object = None) -> None:
        with guard:
            connection.send((kind, content))

    threading.Thread(target=_beat, args=(tell,), daemon=True).start()
    try:
        coder = make(options)
    except CoderError as error:
        tell("error", error)
        return
    except Exception as error:
        tell("error", WorkerError(f"a worker process could not start: {type(error).__name__}: {error}"))
        return
    with suppress(EOFError, OSError):  # the parent has ended, or wants no more
        tell("ready", coder.versions())
        while True:
            tell("done", code_chunk(coder, connection.recv()))


def _beat(tell: Any) -> None:
    """Signs of life; where nobody is left to hear them, the end."""
    while True:
        time.sleep(BEAT)
        try:
            tell("beat")
        except OSError:
            os._exit(0)
