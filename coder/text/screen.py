"""Setting aside, before the parse, the sentences that cannot hold an event: no rule finds in them the words that it
needs, or they name nobody of whom it would be one.

What lemmas a printed word may get is asked of the parser's own lemmatizer, for each class of words, so the screen never
sets aside a sentence in which the parse would have found them. A pipeline whose lemmas do not come from tables gets no
screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[\w.&€$£¥]+(?:[’'-][\w]+)*")
_PART = re.compile(r"\w+")
# What the tokeniser parts from the word before: *he['ll]*, *did[n't]*, *[$]5*.
_CLITIC = re.compile(r"n?[’']\w+|[€$£¥]")
_JOINTS = re.compile(r"[ -]")
# What is kept of forms; when it is full it begins anew, so that long runs stay small.
MOST_FORMS = 100_000

# Words that no tokeniser cuts: letters between white space and stops.
_SIMPLE = re.compile(r"(?<!\S)[(\"“]?([^\W\d_]+)[,;:)\"”]?(?!\S)")

# Whom a sentence names at most: nobody whom a dictionary knows, somebody, people of the public (trades that make
# demands), somebody who may be in politics, or somebody with arms or of the law.
LEVELS = NOBODY, SOMEBODY, PUBLIC, POLITICS, FORCE = range(5)
# The classes of words whose lemma may be the trigger of each kind; any word at all for what is part of a longer name.
ANY = "any"
CLASSES: Mapping[str, tuple[str, ...]] = {
    "verb": ("VERB",),
    "noun": ("NOUN", "VERB"),
    "adjective": ("ADJ", "VERB"),
    ANY: ("VERB", "NOUN", "ADJ", "ADV"),
}
Trigger = tuple[str, str]


class Demand(NamedTuple):
    """Any of `triggers` (kind and lemma) must stand in a sentence, a word of each of `conditions`, and `needs` be
    named. Of a term of several words all must stand there.

    `needs` is the least of LEVELS by those of the pages of a newspaper, on which the triggers are at home too, that the
    sentence stands on.
    """

    triggers: frozenset[Trigger]
    conditions: tuple[frozenset[str], ...]
    needs: Mapping[frozenset[str], int]


class Pages(NamedTuple):
    """What tells the pages that a sentence surely stands on, of its text, the words that it has as they stand, and all
    lemmas that they may be; `words` are those that decide it.
    """

    of: Callable[[str, Set[str], Set[str]], frozenset[str]]
    words: frozenset[str]


NO_PAGES = Pages(lambda text, sure, possible: frozenset(), frozenset())


class _Terms(NamedTuple):
    """Terms of which one is wanted: those of one word, and the words of each longer one, with one of each of those."""

    single: frozenset[str]
    longer: tuple[frozenset[str], ...]
    of_longer: frozenset[str]

    def stands_longer_in(self, lemmas: set[str]) -> bool:
        """Whether all words of a longer term are there."""
        return not self.of_longer.isdisjoint(lemmas) and any(words <= lemmas for words in self.longer)


class Lemmas:
    """The lemmas that a pipeline may give to a printed word, as a verb, a noun and so on."""

    def __init__(self, nlp: Language, corrections: Mapping[str, str]) -> None:
        self.vocab, self.lemmatizer = nlp.vocab, nlp.get_pipe("lemmatizer")
        self.corrections = {wrong.lower(): right.lower() for wrong, right in corrections.items()}
        self.ruled: dict[str, set[str]] = {}
        for lemma, form in _ruled(nlp):
            self.ruled.setdefault(form, set()).add(lemma)
        # What the tokeniser cuts in two: *wo[n't]*, *gon[na]*.
        tokenizer: Any = nlp.tokenizer
        rules: Mapping[str, Sequence[Mapping[int, str]]] = getattr(tokenizer, "rules", None) or {}
        self.cut = {
            word.lower(): [orth.lower() for part in parts for orth in part.values()]
            for word, parts in rules.items()
            if len(parts) > 1
        }

        # What the lemmatizer's rules and lists make of words: few forms can have a lemma that is asked about.
        tables: Any = self.lemmatizer.lookups  # type: ignore[attr-defined]
        rules_of, listed = (tables.get_table(name, {}) for name in ("lemma_rules", "lemma_exc"))
        self.endings = {(ending, new) for rules_ in rules_of.values() for ending, new in rules_}
        self.listed = frozenset().union(*listed.values())

    def may_be(self, form: str, lemmas: Set[str]) -> bool:
        """Whether a form may get one of these lemmas, or another that is mended: quick, and true too often."""
        if form in lemmas or form in self.listed or form in self.ruled:
            return True
        return any(form.endswith(e) and form[: len(form) - len(e)] + new in lemmas for e, new in self.endings)

    def forms(self, text: str) -> tuple[set[str], set[str]]:
        """The words of a text in small letters, in every way in which a parser may cut it, and those of them that no
        parser cuts.
        """
        runs = set(text.lower().split())
        sure = {run for run in runs if run.isalpha()}
        rest = " ".join(runs - sure)
        found = {*sure, *_WORD.findall(rest), *_PART.findall(rest), *_CLITIC.findall(rest)}
        cut = found & self.cut.keys()
        for word in cut:
            found.update(self.cut[word])
        sure.update(_SIMPLE.findall(rest))
        return found, sure - cut

    def of(self, forms: Sequence[str]) -> list[dict[str, frozenset[str]]]:
        """Of each form its lemmas by the kind of trigger."""
        from spacy.tokens import Doc

        classes = CLASSES[ANY]
        words = [form for form in forms for _ in classes]
        doc = Doc(self.vocab, words=words, pos=[*classes] * len(forms))
        lemmas = [token.lemma_.lower() for token in self.lemmatizer(doc)]  # type: ignore[operator]
        found = []
        for k, form in enumerate(forms):
            own = dict(zip(classes, lemmas[k * len(classes) :], strict=False))
            always = {form, *self.ruled.get(form, ())}
            found.append({kind: self._corrected({*always, *map(own.get, some)}) for kind, some in CLASSES.items()})
        return found

    def _corrected(self, lemmas: set[Any]) -> frozenset[str]:
        return frozenset(lemmas).union(self.corrections[word] for word in lemmas & self.corrections.keys())


Conditions = tuple[_Terms, ...]


class _Known(NamedTuple):
    """What a word may be: the lemmas that are asked about, the triggers, and the words that it surely is, as far as
    they decide of pages.
    """

    lemmas: frozenset[str] = frozenset()
    triggers: tuple[Trigger, ...] = ()
    sure: frozenset[str] = frozenset()


class Screen:
    """Tells which sentences may hold an event, by LEVELS of whom they name. Without `lemmas` none is set aside."""

    def __init__(self, lemmas: Lemmas | None, demands: Iterable[Demand] = (), pages: Pages = NO_PAGES) -> None:
        self.lemmas, self.pages = lemmas, pages
        made: dict[frozenset[str], _Terms] = {}
        self.demands: dict[Trigger, list[tuple[Conditions, frozenset[str], Mapping[frozenset[str], int]]]] = {}
        for triggers, wanted, needs in demands if lemmas is not None else ():
            conditions = tuple(made[c] if c in made else made.setdefault(c, _terms(c)) for c in wanted)
            about = max(needs, key=len)
            for trigger in triggers:
                self.demands.setdefault(trigger, []).append((conditions, about, needs))
        self.asked = pages.words.union(*(terms.single.union(*terms.longer) for terms in made.values()))
        mended = lemmas.corrections if lemmas is not None else ()
        self.wanted = self.asked.union((lemma for _, lemma in self.demands), mended)
        # Of what stands between white space, and of its forms, what is asked about; None where nothing is: most of a
        # text.
        self._runs: dict[str, _Known | None] = {}
        self._forms: dict[str, _Known | None] = {}
        self._beside: dict[tuple[int, frozenset[str]], dict[Trigger, tuple[Conditions, ...]]] = {}

    def passes(self, text: str, named: int = FORCE) -> bool:
        """Whether the sentence `text`, in which no more is `named`, has to be parsed."""
        if self.lemmas is None:
            return True
        found = self._found(set(text.lower().split()))
        if not (triggers := {trigger for known in found for trigger in known.triggers}):
            return False
        lemmas, sure = set[str]().union(*(k.lemmas for k in found)), set[str]().union(*(k.sure for k in found))
        pages = self.pages.of(text, sure, lemmas)
        beside = self._beside.setdefault((named, pages), {})
        for trigger in triggers:
            if trigger not in beside:
                beside[trigger] = self._conditions(trigger, named, pages)
            for conditions in beside[trigger]:
                for terms in conditions:
                    if terms.single.isdisjoint(lemmas) and not terms.stands_longer_in(lemmas):
                        break
                else:
                    return True
        return False

    def _conditions(self, trigger: Trigger, named: int, pages: frozenset[str]) -> tuple[Conditions, ...]:
        """What stands beside a trigger where no more is named, and the sentence surely is on these pages."""
        found = dict.fromkeys(
            conditions for conditions, about, needs in self.demands[trigger] if needs[pages & about] <= named
        )
        # A rule that asks for nothing more makes all others of its trigger idle.
        return ((),) if () in found else tuple(found)

    def _found(self, runs: set[str]) -> list[_Known]:
        """What is known of the words of a text, as they stand between white space in small letters."""
        found = self._runs
        if new := [run for run in runs if run not in found]:
            if len(found) + len(self._forms) > MOST_FORMS:
                found.clear()
                self._forms.clear()
                new = list(runs)
            self._learn(new)
        return [known for run in runs if (known := found[run]) is not None]

    def _learn(self, runs: Sequence[str]) -> None:
        """Has the lemmatizer look at the forms that may get a lemma that is asked about."""
        assert self.lemmas is not None
        cut = {run: self.lemmas.forms(run) for run in runs}
        forms = set().union(*(found for found, _ in cut.values())) - self._forms.keys()
        self._forms.update(dict.fromkeys(forms))
        worth = [form for form in forms if self.lemmas.may_be(form, self.wanted)]
        for form, by_kind in zip(worth, self.lemmas.of(worth), strict=True):
            of_kinds = ((kind, lemma) for kind, lemmas in by_kind.items() for lemma in lemmas)
            lemmas, triggers = by_kind[ANY] & self.asked, tuple(t for t in of_kinds if t in self.demands)
            if lemmas or triggers:
                self._forms[form] = _Known(lemmas, triggers)
        for run, (found, sure) in cut.items():
            known = [k for form in found if (k := self._forms[form]) is not None]
            deciding = self.pages.words & sure
            if known or deciding:
                lemmas = frozenset().union(*(k.lemmas for k in known))
                self._runs[run] = _Known(lemmas, tuple(t for k in known for t in k.triggers), deciding)
            else:
                self._runs[run] = None


def make_screen(
    nlp: Language, demands: Iterable[Demand], corrections: Mapping[str, str], pages: Pages = NO_PAGES
) -> Screen:
    """The screen for a pipeline and the demands of its rules; `corrections` mend lemmas of the pipeline."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if lemmatizer is None or getattr(lemmatizer, "mode", "") != "rule":
        return Screen(None)
    return Screen(Lemmas(nlp, corrections), demands, pages)


def _terms(words: Iterable[str]) -> _Terms:
    """Terms in small letters. The parser may keep a word with a hyphen whole, or take it apart."""
    single, longer = set(), []
    for term in map(str.lower, words):
        parts = [part for part in _JOINTS.split(term) if part]
        if len(parts) > 1:
            longer.append(frozenset(parts))
        single.add(term)
    # The longest word of a term is the rarest.
    return _Terms(frozenset(single), tuple(longer), frozenset(max(sorted(w), key=len) for w in longer))


def _ruled(nlp: Language) -> Iterable[tuple[str, str]]:
    """Lemmas that the pipeline's attribute ruler gives to single words, each with the word."""
    ruler: Any = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
    for rule in ruler.patterns if ruler is not None else ():
        lemma = rule["attrs"].get("LEMMA")
        for pattern in rule["patterns"] if lemma else ():
            lower = pattern[rule.get("index", 0)].get("LOWER", lemma)
            for form in lower["IN"] if isinstance(lower, dict) and "IN" in lower else [lower]:
                if isinstance(form, str):
                    yield str(lemma).lower(), form
