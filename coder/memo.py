"""Questions about the words of a sentence that are asked again and again, and answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Answers(dict[int, Answer]):
    """The answers of `find` by word: `answers[i]` calls `find(i)` the first time only."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[int], Answer]) -> None:
        self.find = find

    def __missing__(self, i: int) -> Answer:
        answer = self[i] = self.find(i)
        return answer
