"""A text that was changed, with the way back: which characters of the original each of its characters stands for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Layer:
    """One round of edits: where each begins and ends in the new text and in the old, in order."""

    new_start: array[int]
    new_end: array[int]
    old_start: array[int]
    old_end: array[int]

    def back(self, at: int) -> tuple[int, int]:
        """Where the character at `at` of the new text begins and ends in the old one."""
        k = bisect_right(self.new_start, at) - 1
        if k < 0:
            return at, at + 1
        if at < self.new_end[k]:
            return self.old_start[k], self.old_end[k]
        old = self.old_end[k] + at - self.new_end[k]
        return old, old + 1


@dataclass(frozen=True, slots=True)
class EditedText:
    """A text and how it came from its original; made by `EditedText(original)`, changed by `edit` and `sub`.

    >>> EditedText("Fran\u00adce acts").sub(re.compile("\u00ad"), "").span(0, 6)
    (0, 7)
    """

    text: str
    layers: tuple[_Layer, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of what stands from `start` to `end` of this text."""
        if end <= start:
            at = self.span(start - 1, start)[1] if start else 0
            return at, at
        for layer in reversed(self.layers):
            start, end = layer.back(start)[0], layer.back(end - 1)[1]
            if end <= start:
                break
        return start, max(start, end)

    def edit(self, edits: Iterable[Edit]) -> EditedText:
        """This text with parts replaced: (start, end, what stands there now), in order and without overlap."""
        parts: list[str] = []
        layer = _Layer(array("q"), array("q"), array("q"), array("q"))
        done = length = 0
        for start, end, new in edits:
            parts += (self.text[done:start], new)
            length += start - done
            if len(new) != end - start:
                # Of equal length, each character stands for the one in its place.
                layer.new_start.append(length)
                layer.new_end.append(length + len(new))
                layer.old_start.append(start)
                layer.old_end.append(end)
            length += len(new)
            done = end
        if not parts:
            return self
        parts.append(self.text[done:])
        return EditedText("".join(parts), (*self.layers, layer) if layer.new_start else self.layers)

    def sub(
        self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], signs: Iterable[str] = ()
    ) -> EditedText:
        """This text with every match replaced; matches that stay as they are cost nothing.

        Each match has one of `signs` in it: to look for those is many times faster than to try the pattern everywhere.
        """
        if signs and not any(map(self.text.__contains__, signs)):
            return self
        if pattern.search(self.text) is None:
            return self
        found = (
            (m.start(), m.end(), m.group(), new if isinstance(new, str) else new(m))
            for m in pattern.finditer(self.text)
        )
        return self.edit((start, end, after) for start, end, before, after in found if before != after)

    def translate(self, table: dict[int, str]) -> EditedText:
        """This text with characters exchanged one for one."""
        return EditedText(self.text.translate(table), self.layers)
