"""What when, where and how many depend on of an event."""

from __future__ import annotations

from dataclasses import dataclass

from coder.records import Actor


@dataclass(slots=True, unsafe_hash=True)
class Told:
    """An event as far as its circumstances depend on it: its clause, its source and its target.

    `is_force`: whether it is one of the acts that may kill; `on_the_spot`: whether it is done somewhere;
    `is_words`: whether it is only said, agreed or given up, which harms nobody; `is_doubted`: whether the second
    reader decided that it is an event; `is_around`: whether the only place of its sentence is where it was done;
    `is_blast`: whether it is a bomb, shelling or an air strike; `is_at_home`: whether it is mostly done in the country
    of one of its sides;
    `is_coercion`: whether it is what a state does to people at home (arrests, sentences, force against crowds);
    `is_rule`: whether it is what those in power lay down or change in their own country;
    `is_of_state`: whether a state itself, and not one of its bodies, does it to its own people;
    `host`: who receives a guest at home; `act`: whether a later sentence takes it up as an act of force or a protest.
    """

    clause: int
    source: Actor | None
    target: Actor | None
    is_force: bool = False
    on_the_spot: bool = False
    is_words: bool = False
    is_doubted: bool = False
    is_around: bool = False
    is_blast: bool = False
    is_at_home: bool = False
    is_coercion: bool = False
    is_rule: bool = False
    is_of_state: bool = False
    host: Actor | None = None
    act: str = ""
