"""The bytes of an input as lines of text: packed or not, in whichever encoding, however damaged, in bounded memory."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coder.errors import InputError

# A line longer, in bytes, is turned away without being held in memory; the longest text fits into one.
LONGEST_LINE = 80_000_000
# Of what is turned away, so many characters are kept.
LONGEST_SHOWN = 10_000
# A packed file may unpack to a gigabyte, and beyond that to so many times its size: news packs to a fifth, and only
# what was made to fill a disk packs to a thousandth.
MOST_UNPACKED, MOST_TIMES = 1_000_000_000, 200
UTF8 = "utf-8"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a file that is damaged, or no file of its kind, raises while it is read.
DAMAGED = (OSError, EOFError, zlib.error)
_BLOCK, _BUFFER = 1 << 16, 1 << 20
_NO_CHARACTER, _MARKED = "\udcff", "coder.no_character"


def shown(path: Path) -> str:
    """A path as text, whatever bytes are in it."""
    return os.fsencode(path).decode("utf8", "backslashreplace")


# Is told a file that was read to its end, and the SHA-256 of the bytes that were read, in hexadecimal digits.
Told = Callable[[Path, str], None]


@contextmanager
def open_bytes(path: Path, told: Told | None = None) -> Iterator[Any]:
    """A file to read bytes from, unpacked where its name ends in .gz. `told` gets its checksum, taken while it is read.

    Where reading ends before the file does, as where it is damaged, the rest is read for the checksum.
    """
    with path.open("rb", buffering=0) as raw:
        summed = None if told is None else _Summed(raw)
        stream = io.BufferedReader(summed or raw, _BUFFER)
        try:
            yield gzip.GzipFile(fileobj=stream) if path.name.lower().endswith(".gz") else stream
        except DAMAGED:
            if told is not None and summed is not None:
                told(path, summed.checksum())
            raise
        if told is not None and summed is not None:
            told(path, summed.checksum())


class _Summed(io.RawIOBase):
    """A file whose bytes are added up as they pass by, each once, however often they are read."""

    def __init__(self, raw: io.FileIO) -> None:
        self._raw, self._digest, self._at, self._added = raw, hashlib.sha256(), 0, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        self._at = self._raw.seek(to, whence)
        return self._at

    def readinto(self, buffer: Any) -> int:
        size = self._raw.readinto(buffer) or 0
        self._at += size
        if (new := self._at - self._added) > 0:
            self._digest.update(memoryview(buffer)[size - new : size])
            self._added = self._at
        return size

    def checksum(self) -> str:
        """Reads on to the end of the file; the SHA-256 of all of it."""
        block = bytearray(_BUFFER)
        self.seek(self._added)
        while self.readinto(block):
            pass
        return self._digest.hexdigest()


class Unchanged(io.RawIOBase):
    """A file to read from here and there, all of whose bytes are those that its checksum is of.

    When it is opened it is read once to its end; whenever a block of it is read later it must be the same. Raises
    InputError where it is another, and OSError where the file can't be read.
    """

    def __init__(self, path: Path) -> None:
        self._raw, self._path, self._at = path.open("rb", buffering=0), path, 0
        total, self._blocks, self._size, self._last = hashlib.sha256(), list[bytes](), 0, (-1, b"")
        while block := self._raw.read(_BUFFER):
            while len(block) < _BUFFER and (more := self._raw.read(_BUFFER - len(block))):
                block += more
            total.update(block)
            self._blocks.append(hashlib.blake2b(block).digest())
            self._size += len(block)
        self.checksum = total.hexdigest()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        self._at = to + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        done, wanted = 0, min(len(buffer), self._size - self._at)
        while done < wanted:
            number, start = divmod(self._at + done, _BUFFER)
            part = self._block(number)[start : start + wanted - done]
            buffer[done : done + len(part)] = part
            done += len(part)
        self._at += max(0, done)
        return done

    def _block(self, number: int) -> bytes:
        if self._last[0] != number:
            self._raw.seek(number * _BUFFER)
            block = self._raw.read(_BUFFER)
            if hashlib.blake2b(block).digest() != self._blocks[number]:
                raise InputError(
                    f"{shown(self._path)}: was changed while it was read. Put it back and run the same command again, "
                    f"or begin again with --restart"
                )
            self._last = number, block
        return self._last[1]

    def close(self) -> None:
        self._raw.close()
        super().close()


def is_encoding(name: str) -> bool:
    """Whether text can be read in an encoding of this name."""
    try:
        return b"a\n".decode(name, "replace") is not None and codecs.getincrementaldecoder(name) is not None
    except (LookupError, ValueError, TypeError):
        return False


def encoding_of(path: Path, named: str | None = None) -> str:
    """The encoding of a text file: what its byte order mark says, else the one that is `named`, else UTF-8.

    Raises OSError where the file can't be read, and what is in DAMAGED where it can't be unpacked.
    """
    with open_bytes(path) as handle:
        return encoding_from(handle.read(3), named)


def encoding_from(start: bytes, named: str | None = None) -> str:
    """The encoding of a text that starts with these bytes; see `encoding_of`."""
    return next((name for mark, name in _MARKS if start.startswith(mark)), (named or UTF8).lower())


def not_in(encoding: str) -> str:
    """Why bytes that are no text of this encoding are turned away, and what to do."""
    if encoding.startswith(UTF8):
        return "is not UTF-8; save the file as UTF-8, or name the encoding that it has, as in --encoding windows-1252"
    return f"holds bytes that are no character in {encoding}; save the file as UTF-8, or name another --encoding"


def read_lines(path: Path, named: str | None = None, told: Told | None = None) -> Iterator[tuple[int, str, str]]:
    """Number and text of each line with its line end, and what is wrong with it. Lines end with a line feed.

    `told` gets the checksum of the file when all of it is read.
    """
    number = read = 0
    try:
        with open_bytes(path, told) as handle:
            start = handle.read(3)
            handle.seek(0)
            encoding = encoding_from(start, named)
            stream = handle if encoding.startswith(UTF8) else io.BufferedReader(_Recoded(handle, encoding))
            most = most_bytes(path)
            while raw := stream.readline(LONGEST_LINE):
                number += 1
                read += len(raw)
                if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                    read += _skip_line(stream, most - read)
                    fault = f"the line is longer than {LONGEST_LINE:,} bytes; cut it into documents"
                    yield number, _start_of(raw), fault
                else:
                    yield number, *_decoded(raw, number == 1, encoding)
                if read > most:
                    yield number + 1, "", _too_much(most)
                    return
    except DAMAGED as error:
        yield number + 1, "", f"the rest of the file can't be read: {error}; get it again"


def _decoded(raw: bytes, is_first: bool, encoding: str) -> tuple[str, str]:
    try:
        return raw.decode("utf-8-sig" if is_first else "utf8"), ""
    except UnicodeDecodeError:
        return _start_of(raw), f"the line {not_in(encoding)}"


def _start_of(raw: bytes) -> str:
    return raw[:LONGEST_SHOWN].decode("utf8", "backslashreplace")


def _skip_line(stream: Any, most: int) -> int:
    """Reads on to the end of a line, or so many bytes; returns how many they were."""
    skipped = 0
    while skipped <= most and (more := stream.readline(LONGEST_LINE)):
        skipped += len(more)
        if more.endswith(b"\n"):
            break
    return skipped


def most_bytes(path: Path) -> int:
    """To how many bytes a file may unpack; a file that is not packed is as long as it is."""
    if not path.name.lower().endswith(".gz"):
        return 1 << 62
    return max(MOST_UNPACKED, MOST_TIMES * path.stat().st_size)


def _too_much(most: int) -> str:
    return (
        f"the rest of the file is left out: it unpacks to more than {most:,} bytes, which no news does; look what it "
        f"is, and give it unpacked"
    )


class _Recoded(io.RawIOBase):
    """A stream of another encoding as one of UTF-8; bytes that are no character become one that UTF-8 has not."""

    def __init__(self, raw: Any, encoding: str) -> None:
        codecs.register_error(_MARKED, _mark)
        self._raw, self._rest = raw, b""
        self._decoder = codecs.getincrementaldecoder(encoding)(_MARKED)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = b"."
        while block and not self._rest:
            block = self._raw.read1(_BLOCK)
            self._rest = self._decoder.decode(block, not block).encode("utf8", "surrogatepass")
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _NO_CHARACTER, error.end


def decode(raw: bytes, named: str | None = None) -> tuple[str, str]:
    """The text of a whole file, and what is wrong with it."""
    encoding = encoding_from(raw[:3], named)
    try:
        return raw.decode(encoding), ""
    except UnicodeError:
        return _start_of(raw), f"the file {not_in(encoding)}"
