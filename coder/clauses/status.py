"""Whether what a verb says happened: tense, modals, conditions, infinitives and negation undone."""

from __future__ import annotations

from coder.clauses.subjects import Subjects
from coder.clauses.tree import SUBJECTS
from coder.records import Sentence, Token

ORDINALS = frozenset({"first", "last", "latest"})


class Statuses:
    """Finds the status of any verb of a sentence; each question is answered once."""

    def __init__(self, sentence: Sentence, subjects: Subjects) -> None:
        self.tree, self.subjects, self.grammar = subjects.tree, subjects, subjects.grammar
        self.tokens, self.children = self.tree.tokens, self.tree.children
        self._status: dict[int, tuple[str, bool]] = {}
        self.asks = sentence.text.rstrip(" \"'”’").endswith("?")  # a question tells nothing

    def status(self, verb: int) -> tuple[str, bool]:
        """Whether what a verb says happened ('actual', 'future', 'possible' …), and whether it is negated."""
        if verb not in self._status:
            self._status[verb] = ("actual", False)
            self._status[verb] = self._find_status(verb)
        return self._status[verb]

    def _find_status(self, verb: int) -> tuple[str, bool]:
        token = self.tokens[verb]
        if self.asks:
            return "hypothetical", False
        below = [self.tokens[c] for c in self.children[verb]]
        negated = self.is_negated(verb)
        marks = {t.lemma for t in below if t.dep in {"mark", "advmod"}}
        if (marks & self.grammar.conditionals and token.dep == "advcl") or "whether" in marks:
            return "hypothetical", negated
        modal = next(
            (
                self.grammar.modals[t.text.lower()]
                for t in below
                if t.dep == "aux" and t.text.lower() in self.grammar.modals
            ),
            None,
        )
        governor = self.tokens[token.head]
        if (
            modal in {"future", "conditional"}
            and token.dep == "ccomp"
            and governor.lemma in self.grammar.complement_possible
        ):
            return "possible", negated  # *hoped that they would be freed*
        if modal:
            return self.conditional_or_future(verb) if modal == "conditional" else modal, negated
        infinitive = any(t.dep == "aux" and t.tag == "TO" for t in below)
        if (
            token.dep == "conj"
            and governor.pos in {"VERB", "AUX"}
            and token.tag in {"VB", "VBG", "VBN"}
            and token.tag == governor.tag
            and not any(t.dep in {"aux", "nsubj"} for t in below)
        ):
            status, above = self.status(governor.i)
            return status, negated or above
        if token.dep == "advcl" and token.tag == "VBN" and "as" in marks and not any(t.dep in SUBJECTS for t in below):
            return "possible", negated  # *as called for by the Council*
        if token.dep in {"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "relcl"} and (
            infinitive or token.tag in {"VB", "VBG"} or token.dep == "ccomp" or governor.lemma in self.grammar.hearsay
        ):
            return self.embedded_status(token, infinitive, negated)
        if token.dep == "ROOT" and token.tag == "VB" and not self.tree.below(verb, SUBJECTS) and not self.tree.headline:
            return "ordered", negated
        return "actual", negated

    def conditional_or_future(self, verb: int) -> str:
        """*would* is the future seen from the past (*said it would*), unless a condition stands beside it."""
        conditions = any(
            self.tokens[m].lemma in {"if", "unless"}
            for c in self.tree.below(verb, {"advcl"})
            for m in self.tree.below(c, {"mark"})
        )
        perfect = any(self.tokens[c].lemma == "have" and self.tokens[c].dep == "aux" for c in self.children[verb])
        return "hypothetical" if perfect or (conditions and not self.is_own_word(verb)) else "future"

    def is_own_word(self, verb: int) -> bool:
        """Whether somebody says it of himself, which is an intention: *said [they] would accept a truce if …*."""
        token = self.tokens[verb]
        governor = self.tokens[token.head]
        if token.dep != "ccomp" or governor.lemma not in self.grammar.speech:
            return False
        return any(self.tokens[s].pos == "PRON" for s in self.tree.below(verb, SUBJECTS)) or not self.tree.below(
            verb, SUBJECTS
        )

    def embedded_status(self, token: Token, infinitive: bool, negated: bool) -> tuple[str, bool]:
        governor = self.tokens[token.head]
        if token.dep == "pcomp":
            negated = negated or governor.lemma in {"without"}
            if self.tokens[governor.head].lemma == "guilty":
                return "actual", negated
            if governor.lemma in {"without", "for", "from", "against", "of", "about", "on"}:
                return ("possible" if governor.lemma != "without" else "actual"), negated
            manner = governor.lemma in {"by", "through", "after", "in", "upon", "since", "while"}
            aim = governor.lemma == "to"
            governor = self.tokens[governor.head]
            if aim:
                return self.status_below(governor, negated)
            if manner and governor.pos in {"VERB", "AUX"}:
                status, above = self.status(governor.i)
                return status, negated or above
        if token.dep == "advcl":
            if infinitive and token.lemma in self.grammar.done_for and governor.pos == "VERB":
                status, above = self.status(governor.i)
                return status, negated or above
            if infinitive:
                return (
                    self.status_below(governor, negated)
                    if self.subjects.is_wanted(governor, token.i)
                    else ("possible", negated)
                )
            if token.tag == "VBG" and governor.pos in {"VERB", "AUX"}:
                status, above = self.status(governor.i)
                return status, negated or above
            return "actual", negated
        if token.dep == "ccomp" and not infinitive and token.tag not in {"VB"}:
            return ("possible" if governor.lemma in self.grammar.complement_possible else "actual"), negated
        if token.dep in {"acl", "relcl"} and not infinitive:
            told = governor.lemma in self.grammar.hearsay and any(
                self.tokens[c].dep == "mark" for c in self.children[token.i]
            )
            return "possible" if told else "actual", negated
        return self.status_below(governor, negated)

    def status_below(self, governor: Token, negated: bool) -> tuple[str, bool]:
        lemma, grammar = governor.lemma, self.grammar
        if (
            governor.pos == "NOUN"
            and any(self.tokens[c].text.lower() in ORDINALS for c in self.children[governor.i])
            or lemma in ORDINALS
        ):
            return "actual", negated  # *the first to recognise it*
        if lemma == "become" and any(
            self.tokens[c].text.lower() in ORDINALS
            for a in self.tree.below(governor.i, {"attr"})
            for c in self.children[a]
        ):
            return self.status(governor.i)[0], negated  # *became on Monday the first to recognise it*
        if lemma in grammar.complement_failed:
            return "failed", negated
        if lemma in grammar.complement_future or (lemma == "be" and governor.tag in {"VBZ", "VBP", "VBD"}):
            return "future", negated  # *is to visit* is an arrangement too
        if lemma in grammar.steps and governor.pos == "NOUN" and self.tokens[governor.head].lemma in {"take", "make"}:
            governor = self.tokens[governor.head]
            status, above = self.status(governor.i)
            return status, negated or above
        if lemma in grammar.complement_actual and governor.pos in {"VERB", "AUX"}:
            status, above = self.status(governor.i)
            return status, negated or above
        return "possible", negated

    def is_negated(self, verb: int) -> bool:
        for child in self.children[verb]:
            token = self.tokens[child]
            if (
                token.dep == "advmod"
                and token.text.lower() == "longer"
                and any(self.tokens[c].lemma == "no" for c in self.children[child])
            ):
                return True
            if token.dep == "neg" or (
                token.dep in {"advmod", "preconj", "cc"} and token.lemma in self.grammar.negators
            ):
                return True
            if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
                if token.lemma in {"nobody", "none", "nothing"} or any(
                    self.tokens[c].lemma in {"no", "neither"} and self.tokens[c].dep in {"det", "neg", "cc", "preconj"}
                    for c in self.children[child]
                ):
                    return True
        return False
