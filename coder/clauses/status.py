"""Whether what a verb says happened: tense, modals, conditions, infinitives and negation undone."""

from __future__ import annotations

from coder.clauses.moods import has_condition, is_attributive, is_hoped, is_inverted, is_pluperfect
from coder.clauses.subjects import Subjects
from coder.clauses.tree import SUBJECTS, is_announced, is_told_whom, says_of_another, speaks_for
from coder.records import Sentence, Token

OURSELVES = frozenset({"i", "we"})

ORDINALS = frozenset({"first", "last", "latest"})
NONE_OF = frozenset({"no", "neither"})
AT_LEAST = frozenset({"fewer", "less"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
PRESENT = frozenset({"VBP", "VBZ"})
BARE = frozenset({"VB", "VBG", "VBN"})
EMBEDDED = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "relcl"})
Status = tuple[str, bool]


class Statuses:
    """Finds the status of any verb of a sentence; each question is answered once."""

    def __init__(self, sentence: Sentence, subjects: Subjects) -> None:
        self.tree, self.subjects, self.grammar = subjects.tree, subjects, subjects.grammar
        self.tokens, self.children = self.tree.tokens, self.tree.children
        self._status: dict[int, Status] = {}
        self.denies = not NONE_OF.isdisjoint(self.tree.words)
        self.asks = sentence.text.rstrip(" \"'”’").endswith("?")  # a question tells nothing

    def status(self, verb: int) -> Status:
        """Whether what a verb says happened ('actual', 'future', 'possible' …), and whether it is negated."""
        if verb not in self._status:
            self._status[verb] = ("actual", False)
            self._status[verb] = self._find_status(verb)
        return self._status[verb]

    def _find_status(self, verb: int) -> Status:
        token = self.tokens[verb]
        if self.asks:
            return "hypothetical", False
        below = [self.tokens[c] for c in self.children[verb]]
        if token.dep == "advcl" and self.is_awaited(verb):
            return "hypothetical", False
        negated = self.is_negated(verb)
        marks = {t.lemma for t in below if t.dep in {"mark", "advmod"}}
        if (marks & self.grammar.conditionals and token.dep == "advcl") or "whether" in marks:
            return "hypothetical", negated
        if token.dep in {"advcl", "ccomp"} and is_inverted(self.tree, verb):
            return "hypothetical", negated  # *[had] it turned down the loan*
        modals = self.grammar.modals
        modal = next((modals[t.text.lower()] for t in below if t.dep == "aux" and t.text.lower() in modals), None)
        if modal is not None:
            return self.modal_status(token, modal), negated
        if token.tag in PRESENT and token.lemma not in self.grammar.speech and has_condition(self.tree, verb):
            return "hypothetical", negated  # *if you do not pay, you kill the economy*
        if self.shares_status(token, below):
            return self.as_above(self.tokens[token.head], negated)
        if token.dep == "advcl" and token.tag == "VBN" and "as" in marks and not any(t.dep in SUBJECTS for t in below):
            return "possible", negated  # *as called for by the Council*
        if (told := self.conjoined(token, below, negated)) is not None:
            return told
        if is_attributive(self.tree, token):
            return "hypothetical", negated
        if self.subjects.is_command(verb):
            return "ordered", negated
        infinitive = any(t.dep == "aux" and t.tag == "TO" for t in below)
        if infinitive and is_announced(self.tree, token, self.grammar.speech):
            return "future", negated  # *Chad to free two Danes*
        if token.dep in {"acl", "relcl", "ccomp"} and not infinitive and self.is_unproved(self.tokens[token.head]):
            return "hypothetical", negated  # *no sign that they had fired*
        hearsay = self.tokens[token.head].lemma in self.grammar.hearsay
        if token.dep in EMBEDDED and (infinitive or token.tag in {"VB", "VBG"} or token.dep == "ccomp" or hearsay):
            return self.embedded_status(token, infinitive, negated)
        if token.dep == "ROOT" and token.tag == "VB" and not self.tree.below(verb, SUBJECTS) and not self.tree.headline:
            return "ordered", negated
        return "actual", negated

    def as_above(self, governor: Token, negated: bool) -> Status:
        """The status of the verb above, negated where either is."""
        status, above = self.status(governor.i)
        return status, negated or above

    def shares_status(self, token: Token, below: list[Token]) -> bool:
        """Whether a bare verb is coordinated with one of its form: *wants to [meet] and [talk]*."""
        governor = self.tokens[token.head]
        if governor.pos not in {"VERB", "AUX"} or token.tag not in BARE or not self.is_listed(token, governor):
            return False
        return token.tag == governor.tag and not any(t.dep in {"aux", "nsubj"} for t in below)

    def conjoined(self, token: Token, below: list[Token], negated: bool) -> Status | None:
        """The status of a coordinated verb where its own auxiliary or form tells it."""
        if token.dep != "conj":
            return None
        if any(t.dep == "aux" and t.tag in FINITE for t in below):
            return "actual", negated  # *said it had abducted him and [is threatening] to kill him*
        above = self.tokens[token.head]
        same = not self.grammar.same_in_past.isdisjoint((token.lemma, above.lemma))
        past = same and token.tag == "VB" and above.tag == "VBD"
        if past and not any(t.dep == "aux" or t.dep in SUBJECTS for t in below):
            return self.as_above(above, negated)  # *gave way and [quit]*, *burst in and [take] hostages*
        return None

    def is_listed(self, token: Token, governor: Token) -> bool:
        """Whether a verb is coordinated with the one above, also where parsers hang the second of three as a clause.

        *cannot be tried, [charged] or jailed*
        """
        if token.dep == "advcl" and token.tag == governor.tag == "VBN" and token.i > governor.i:
            inner = self.tree.below(token.i, {"cc"}) and self.tree.below(token.i, {"conj"})
            return bool(inner) and not self.tree.below(token.i, {"mark", "advmod"})
        return token.dep == "conj"

    def modal_status(self, token: Token, modal: str) -> str:
        """The status of a verb with a modal; *would* is the future seen from the past, unless there is a condition.

        *said it would close the border*
        """
        above = self.tokens[token.head].lemma
        open_ = token.dep == "ccomp" and above in self.grammar.complement_possible
        if modal in {"future", "conditional"} and (open_ or is_hoped(self.tree, token, self.grammar.hearsay)):
            return "possible"  # *hoped that they would be freed*
        if modal == "possible" and self.is_perfect(token):
            return "hypothetical"  # *may have killed him*
        if modal != "conditional":
            return modal
        conditions = (m for c in self.tree.below(token.i, {"advcl"}) for m in self.tree.below(c, {"mark"}))
        conditional = any(self.tokens[m].lemma in {"if", "unless"} for m in conditions)
        return "hypothetical" if self.is_perfect(token) or (conditional and not self.is_own_word(token)) else "future"

    def is_perfect(self, token: Token) -> bool:
        """Whether a verb looks back: *to have killed*, *would have killed*, *having killed*."""
        aux = (self.tokens[c] for c in self.children[token.i] if self.tokens[c].dep == "aux")
        return any(t.lemma == "have" or t.text.lower() == "having" for t in aux)

    def is_told_as_done(self, token: Token) -> bool:
        """Whether a verb tells what was or is being done: *said to have killed*, *reported to be [massing] troops*."""
        aux = {self.tokens[c].text.lower() for c in self.children[token.i] if self.tokens[c].dep == "aux"}
        return self.is_perfect(token) or (token.tag == "VBG" and {"to", "be"} <= aux)

    def is_own_word(self, token: Token) -> bool:
        """Whether somebody says it of himself, which is an intention: *said [they] would accept a truce if …*."""
        if token.dep != "ccomp" or not self.is_said(self.tokens[token.head]):
            return False
        below = [self.tokens[c] for c in self.children[token.i]]
        if any(t.dep == "auxpass" for t in below) and not any(t.dep == "agent" for t in below):
            return True  # *said [gatherings] would be banned if …*
        subjects = self.tree.below(token.i, SUBJECTS)
        # *said [its troops], [the country] would leave if …*
        if not subjects or any(self.tokens[s].pos == "PRON" or self.means_own(s) for s in subjects):
            return True
        # *[Chad] would strike if …, [a general] said*
        speakers = self.tree.below(token.head, SUBJECTS)
        return token.i < token.head and any(speaks_for(self.tree.sentence, s) for s in speakers)

    def is_said(self, above: Token) -> bool:
        """Whether a verb tells what somebody says, alone or with a word beside it: *made [clear] that*."""
        beside = self.grammar.makes_known.get(above.lemma, frozenset())
        return above.lemma in self.grammar.speech or any(self.tokens[c].lemma in beside for c in self.children[above.i])

    def means_own(self, noun: int) -> bool:
        """Whether a noun is of whoever speaks."""
        return self.grammar.means_own(self.tokens[noun], (self.tokens[c] for c in self.children[noun]))

    # --- embedded clauses -----------------------------------------------------------------------------------------

    def embedded_status(self, token: Token, infinitive: bool, negated: bool) -> Status:
        """The status of a clause that hangs on another word."""
        governor = self.tokens[token.head]
        if token.dep == "pcomp":
            return self.participle_status(governor, negated)
        if token.dep == "advcl":
            return self.adverbial_status(token, infinitive, negated)
        if token.dep == "ccomp" and governor.lemma in self.grammar.complement_failed:
            return "failed", negated  # *denied that it was arming rebels*
        if token.dep == "ccomp" and not infinitive and (token.tag != "VB" or self.is_present(token, governor)):
            return ("possible" if governor.lemma in self.grammar.complement_possible else "actual"), negated
        told = infinitive or token.dep == "xcomp"
        if told and governor.lemma in self.grammar.taken_for_done and self.is_told_as_done(token):
            return self.as_above(governor, negated)  # *claimed to have killed*, *claimed having killed*
        if token.dep == "acl" and token.tag == "VBG" and governor.dep == "dobj":
            above, _ = self.status(governor.head)
            if above != "actual":  # *hopes to pass a law [restricting] imports*
                return above if above == "future" else "hypothetical", negated
        if token.dep in {"acl", "relcl"} and not infinitive:
            marked = any(self.tokens[c].dep == "mark" for c in self.children[token.i])
            return ("possible" if marked and governor.lemma in self.grammar.hearsay else "actual"), negated
        if infinitive and token.lemma in self.grammar.done_for and self.wants_to_say(governor):
            return "actual", negated  # *we would like to thank Chad*
        return self.status_below(governor, negated)

    def wants_to_say(self, governor: Token) -> bool:
        """Whether who speaks or writes says by a verb of wanting what he says at once: *we wish to [thank] Chad*."""
        if governor.lemma not in self.grammar.wants or self.is_negated(governor.i) or governor.tag == "VBD":
            return False
        return any(self.tokens[h].lemma in OURSELVES for h in self.tree.below(governor.i, SUBJECTS))

    def is_present(self, token: Token, governor: Token) -> bool:
        """Whether a verb in its bare form is told as done, in front of who says it: *air strikes kill ten, he says*."""
        told = token.i < governor.i and governor.lemma in self.grammar.speech
        return told and bool(self.tree.below(token.i, SUBJECTS))

    def is_unproved(self, above: Token) -> bool:
        """Whether what a clause tells is said not to be known: *no [proof] that*, *could not [confirm] that*."""
        if above.pos in {"VERB", "AUX"}:
            return above.lemma in self.grammar.unconfirmed and self.is_negated(above.i)
        return above.lemma in self.grammar.evidence and self.is_denied(above.i)

    def participle_status(self, preposition: Token, negated: bool) -> Status:
        """The status of a participle below a preposition: *accused of killing*, *left after signing*."""
        governor = self.tokens[preposition.head]
        if preposition.lemma == "but" and self.is_no(governor.i):
            return self.forced_status(self.tokens[governor.head])
        negated = negated or preposition.lemma == "without"
        if governor.lemma == "guilty" or preposition.lemma == "without":
            return "actual", negated
        verb = governor if governor.pos != "NOUN" else self.tokens[governor.head]
        if self.tree.takes(verb.i, self.grammar.owns_up):
            return self.as_above(verb, negated)  # *claimed responsibility for killing him*
        if governor.pos == "ADJ" and governor.lemma in self.grammar.complement_possible:
            return "hypothetical", negated  # *rockets capable of hitting Chad*
        if preposition.lemma in self.grammar.matter_prepositions:
            return "possible", negated
        if preposition.lemma == "to":
            return self.status_below(governor, negated)
        if preposition.lemma in self.grammar.manner_prepositions and governor.pos in {"VERB", "AUX"}:
            if preposition.i < governor.i:
                return self.status(governor.i)[0], negated  # *in criticising it, she won't admit …* criticises
            return self.as_above(governor, negated)
        return self.status_below(governor, negated)

    def forced_status(self, above: Token) -> Status:
        """The status of what one has no choice but to do: *had no choice but to [flee]*; to come, where he says so."""
        said = above.dep == "ccomp" and self.tokens[above.head].lemma in self.grammar.speech
        status = "future" if above.tag in PRESENT or said else self.status(above.i)[0]
        return status, False

    def adverbial_status(self, token: Token, infinitive: bool, negated: bool) -> Status:
        """The status of a purpose, a participle or a clause of time."""
        governor = self.tokens[token.head]
        present = governor.lemma == "be" and bool(self.tree.below(governor.i, {"prep"}))  # *was outside to protest*
        if infinitive and token.lemma in self.grammar.done_for and (governor.pos == "VERB" or present):
            return self.as_above(governor, negated)
        if infinitive:
            wanted = self.subjects.is_wanted(governor, token.i)
            return self.status_below(governor, negated) if wanted else ("possible", negated)
        if token.tag == "VBG" and governor.pos in {"VERB", "AUX"}:
            status, above = self.status(governor.i)
            return ("actual" if above else status), negated  # *will not accept it, calling it absurd*
        return "actual", negated

    def status_below(self, governor: Token, negated: bool) -> Status:
        """The status that a word gives to what stands below it: *failed to*, *plans to*, *began to*."""
        lemma, grammar = governor.lemma, self.grammar
        if governor.pos in {"VERB", "AUX"} and self.status(governor.i)[0] == "hypothetical":
            return "hypothetical", negated  # *if they are going to attack*
        if lemma in ORDINALS or (governor.pos == "NOUN" and self.is_ordinal(governor.i)):
            return "actual", negated  # *the first to recognise it*
        if lemma == "become" and any(self.is_ordinal(a) for a in self.tree.below(governor.i, {"attr"})):
            return self.status(governor.i)[0], negated  # *became on Monday the first to recognise it*
        whole = self.tree.lemma_with_particle(governor)
        if not grammar.complement_failed.isdisjoint((lemma, whole)):
            return "failed", negated
        if whole != lemma and whole in grammar.complement_actual:
            return self.as_above(governor, negated)  # *went on shelling it*
        if lemma in grammar.done_when_able and self.tokens[governor.head].tag == "VBD":
            return self.as_above(self.tokens[governor.head], negated)
        if lemma in grammar.lapsed and is_pluperfect(self.tree, governor):
            return "hypothetical", negated  # *had been expected to send it*
        if self.is_to_come(governor):
            return "future", negated or self.is_denied_intention(governor)
        if lemma in grammar.unwilling:
            return "future", True
        if self.is_obliged(governor):
            return "necessary", negated  # *has to leave*
        if lemma in grammar.done_when_past and governor.tag == "VBD":
            return self.as_above(governor, negated)
        if governor.pos == "NOUN" and lemma in grammar.steps:
            head = self.tokens[governor.head]
            if head.lemma in {"take", "make"}:
                return self.as_above(head, negated)
        if lemma in grammar.causes and governor.pos == "VERB" and self.tree.below(governor.i, {"dobj"}):
            return self.as_above(governor, negated)
        if lemma in grammar.complement_actual and governor.pos in {"VERB", "AUX"}:
            return self.as_above(governor, negated)
        return "possible", negated

    def is_to_come(self, governor: Token) -> bool:
        """Whether what stands below a word is to come: *plans to visit*; *is to visit* is an arrangement too."""
        be = governor.lemma == "be" and governor.tag in FINITE
        return be or self.grammar.is_to_come(self.tree.lemma_with_particle(governor))

    def is_obliged(self, governor: Token) -> bool:
        """Whether a verb says that somebody must do what stands below it.

        *has to, will have to*; *had to*, which happened, only where somebody is told so: *told them that they had to*
        """
        if self.is_negated(governor.i):
            return False
        if governor.tag == "MD":
            return self.grammar.modals.get(governor.lemma) == "necessary"  # *[ought] to leave*
        if governor.lemma not in self.grammar.obliges:
            return False
        modals = {self.grammar.modals.get(self.tokens[c].text.lower()) for c in self.children[governor.i]}
        said = governor.dep == "ccomp" and self.tokens[governor.head].lemma in self.grammar.speech
        if governor.tag in PRESENT or "future" in modals or ("conditional" in modals and said):
            return True
        told = is_told_whom(self.tree, self.tokens[governor.head], governor)
        return said and governor.tag == "VBD" and (told or says_of_another(self.tree, governor, self.grammar.reasons))

    def is_denied_intention(self, governor: Token) -> bool:
        """Whether nobody intends it: *does not plan to*, *has no intention to*, *is not willing to*."""
        if governor.pos in {"VERB", "AUX"}:
            return self.is_negated(governor.i)
        head = self.tokens[governor.head]
        return self.is_denied(governor.i) or (head.pos in {"VERB", "AUX"} and self.is_negated(head.i))

    def is_ordinal(self, noun: int) -> bool:
        """Whether a noun is the first or last of its kind."""
        return any(self.tokens[c].text.lower() in ORDINALS for c in self.children[noun])

    # --- negation -------------------------------------------------------------------------------------------------

    def is_negated(self, verb: int) -> bool:
        """Whether a verb, its subject or its object is denied: *did not*, *no longer*, *nobody*, *no troops*."""
        for child in self.children[verb]:
            token = self.tokens[child]
            if token.dep == "neg" or (token.dep in {"advmod", "preconj", "cc"} and self.is_negator(token)):
                return True
            if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
                if token.lemma in {"nobody", "none", "nothing"} or self.is_denied(child):
                    return True
            nouns = (
                self.tree.below(child, {"pobj"}) if token.dep == "prep" and self.tree.words & self.grammar.never else ()
            )
            if any(self.tokens[n].lemma in self.grammar.never and self.is_denied(n) for n in nouns):
                return True  # *under no [circumstances] would they sign*
        return self.waits_for(verb) is not None or self.follows_nor(self.tokens[verb])

    def waits_for(self, verb: int) -> int | None:
        """The clause in front without which nothing will be done: *only when they [leave] will Chad talk*."""
        if self.grammar.fronted.isdisjoint(self.tree.words):
            return None
        subjects = self.tree.below(verb, {"nsubj", "nsubjpass"})
        turned = [a for a in self.tree.below(verb, {"aux", "auxpass"}) if subjects and a < subjects[-1]]
        for clause in self.tree.below(verb, {"advcl"}) if turned else ():
            first = self.tokens[min(self.tree.sentence.subtree(clause))]
            if clause < turned[0] and first.text.lower() in self.grammar.fronted:
                return clause
        return None

    def is_awaited(self, verb: int) -> bool:
        """Whether a clause is what must come first: *will not talk [before] they leave, must ask [before] he does*."""
        above = self.tokens[verb].head
        if self.waits_for(above) == verb:
            return True
        marks = (self.tokens[c].text.lower() for c in self.tree.below(verb, {"mark", "advmod"}))
        if self.grammar.awaited.isdisjoint(marks):
            return False
        present = self.tokens[verb].tag in PRESENT and self.tokens[above].tag not in PRESENT and not self.tree.headline
        status, negated = self.status(above)  # *must pay [before] it gets the ships*
        return present or status == "necessary" or (negated and status == "future")

    def follows_nor(self, token: Token) -> bool:
        """Whether *nor* joins a verb to the one above: *neither freed him nor [dropped] the charges*."""
        if token.dep != "conj":
            return False
        joints = [c for c in self.tree.below(token.head, {"cc"}) if token.head < c < token.i]
        return bool(joints) and self.tokens[joints[-1]].lemma == "nor"

    def is_negator(self, token: Token) -> bool:
        """Whether a word beside a verb negates it."""
        longer = token.dep == "advmod" and token.text.lower() == "longer"
        if longer and any(self.tokens[c].lemma == "no" for c in self.children[token.i]):
            return True
        return token.lemma in self.grammar.negators

    def is_no(self, i: int) -> bool:
        """Whether *no* stands by a word: *[no] more talks*."""
        return any(self.tokens[c].text.lower() == "no" for c in self.children[i])

    def is_denied(self, noun: int) -> bool:
        """Whether there is no such noun: *no troops*, *neither side*."""
        if not self.denies:
            return False
        below = [self.tokens[c] for c in self.children[noun]]
        if any(t.text.lower() == "no" and self.tokens[t.i + 1].text.lower() in AT_LEAST for t in below):
            return False  # *no fewer than 20 people were killed*
        if any(t.text.lower() == "more" and self.is_no(t.i) for t in below):
            return True
        return any(t.lemma in NONE_OF and t.dep in {"det", "neg", "cc", "preconj"} for t in below)
