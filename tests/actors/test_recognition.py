"""Recognition of many sentences together, and what waits for it."""

from __future__ import annotations

from coder.actors.recognition import MOST_ASKING, Recognition, Waiting
from coder.records import Sentence


class Counted(Recognition):
    """Recognition that counts how often it is asked, and for how many."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def of_all(self, sentences):
        self.asked.append(len(sentences))
        return dict.fromkeys(sentences, ())


def test_what_asks_waits_and_what_follows_it_in_its_document_too():
    recognition, done = Counted(), []
    waiting = Waiting(recognition)
    for document, step, asks in [("a", 1, False), ("a", 2, True), ("a", 3, False), ("b", 4, False), ("b", 5, True)]:
        sentence = Sentence(step, "Rain.", 0, ()) if asks else None
        waiting.add(document, lambda step=step: done.append(step), sentence)
    assert done == [1, 4]
    waiting.finish()
    assert done == [1, 4, 2, 3, 5] and recognition.asked == [2]


def test_no_more_wait_than_are_recognised_together():
    recognition, done = Counted(), []
    waiting = Waiting(recognition)
    for n in range(MOST_ASKING + 1):
        waiting.add("a", lambda n=n: done.append(n), Sentence(n, "Rain.", 0, ()))
    assert len(done) == MOST_ASKING and recognition.asked == [MOST_ASKING]
