"""Questions about a sentence and its words that are asked again and again, and answered once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar, overload
from weakref import ref

Key = TypeVar("Key")
Answer = TypeVar("Answer")
Owner = TypeVar("Owner")
Given = ParamSpec("Given")


class Answers(dict[Key, Answer]):
    """The answers of `find` by word or clause: `answers[i]` calls `find(i)` the first time only.

    With `most`, they are forgotten when there are so many.
    """

    __slots__ = ("find", "most")

    def __init__(self, find: Callable[[Key], Answer], most: int = 0) -> None:
        self.find, self.most = find, most

    def __missing__(self, i: Key) -> Answer:
        answer = self.find(i)
        if self.most and len(self) >= self.most:
            self.clear()
        self[i] = answer
        return answer


class OwnAnswers(dict[Key, Answer]):
    """The answers that an object finds by a method of its class, and keeps: `OwnAnswers(self, Owner.find)`.

    They do not hold the object, so both are gone as soon as nobody asks: of objects that hold each other Python only
    finds out by walking through all that is new, which is a few hundredths of the time of coding.
    """

    __slots__ = ("find", "owner")

    def __init__(self, owner: Owner, find: Callable[[Owner, Key], Answer]) -> None:
        self.owner: Callable[[], Any] = ref(owner)
        self.find: Callable[[Any, Key], Answer] = find

    def __missing__(self, i: Key) -> Answer:
        answer = self[i] = self.find(self.owner(), i)
        return answer


def weakly(owner: Owner, find: Callable[[Owner], Answer]) -> Callable[[], Answer]:
    """The answer of `find` about an object, for something that the object holds: as in OwnAnswers, neither holds the
    other. It may be called as long as the object is there.
    """
    of: Callable[[], Any] = ref(owner)
    return lambda: find(of())


class Once(Generic[Answer]):
    """The answer of `find`, which is called when it is first asked for, and then no more."""

    __slots__ = ("answer", "find")

    def __init__(self, find: Callable[[], Answer]) -> None:
        self.find: Callable[[], Answer] | None = find

    def __call__(self) -> Answer:
        if self.find is not None:
            self.answer: Answer = self.find()
            self.find = None
        return self.answer


class lazy(Generic[Answer]):  # noqa: N801  # it decorates as `property` does
    """A property that is worked out when it is first asked for, and then kept with its object.

    As `functools.cached_property`, without the lock that this takes before Python 3.12: each sentence asks dozens.
    """

    def __init__(self, find: Callable[[Any], Answer]) -> None:
        self.find, self.__doc__ = find, find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, of: None, owner: type) -> lazy[Answer]: ...

    @overload
    def __get__(self, of: object, owner: type) -> Answer: ...

    def __get__(self, of: object | None, owner: type) -> lazy[Answer] | Answer:
        if of is None:
            return self
        answer = of.__dict__[self.name] = self.find(of)
        return answer


def for_last(find: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The function with its last answer kept: sentences are coded one after the other, and each is asked about often.

    What it is given must be values, and all by position.
    """
    asked: tuple[Any, ...] | None = None
    answer: Answer

    @wraps(find)
    def kept(*given: Given.args, **named: Given.kwargs) -> Answer:
        nonlocal asked, answer
        if given != asked:
            answer, asked = find(*given, **named), given
        return answer

    return kept
