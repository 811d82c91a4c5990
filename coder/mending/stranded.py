"""Subjects that parsers hang on what stands before them, and those behind *by* that they take for subjects.

*after [marines] last month burned a village*: the parser reads *after marines*, so that who acts above would burn it.
Of *miners led by a deputy, [Petr Novak], shut the pass* it makes Novak shut it beside the miners, and *by* has nobody.
In *was blocked by farmers and [police] arrested six* the police block the road and the farmers arrest people too.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.hung import BY_DOING
from coder.mending.misread import NOUNS, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# How the verb of a clause that tells when hangs.
OF_TIME = frozenset({"advcl", "conj", "ccomp"})
HELPING = frozenset({"aux", "auxpass"})
# What shows that a verb tells of its own what somebody does.
TOLD = frozenset({"dobj", "ccomp"})
# How parsers hang the verb of who is joined to another.
JOINED = frozenset({"conj", "acl"})


def with_stranded(sentence: Sentence) -> Sentence:
    """The sentence in which who acts in a clause that tells when is its subject; as it was where it has none such.

    Example: *after [marines] last month burned a village*.
    """
    tokens, words, found = sentence.tokens, load_mistaken().tells_when, dict[int, Token]()
    for verb in tokens[4:]:
        doer = _stranded(sentence, verb) if verb.dep in OF_TIME else None
        link = tokens[doer.head] if doer is not None else None
        if doer is None or link is None or link.text.lower() not in words:
            continue
        passive = any(tokens[c].dep == "auxpass" for c in sentence.children[verb.i])
        found[doer.i] = replace(doer, dep="nsubjpass" if passive else "nsubj", head=verb.i)
        found[link.i] = replace(link, pos="SCONJ", dep="mark", head=verb.i)
        if link.dep == "prep" and tokens[link.head].i != verb.i:
            found[verb.i] = replace(verb, dep="advcl", head=link.head)
    return changed(sentence, found)


def _stranded(sentence: Sentence, verb: Token) -> Token | None:
    """The noun between *after* or the like and the time in front of a verb that has no subject, if there is one."""
    tokens = sentence.tokens
    below = [tokens[c] for c in sentence.children[verb.i]]
    if any(t.dep in SUBJECTS for t in below) or not _is_finite(verb, below):
        return None
    time = next((t for t in below if t.dep == "npadvmod" and t.i < verb.i), None)
    if time is None:
        return None
    first = sentence.subtree(time.i)[0]
    doer = next((t for t in reversed(tokens[:first]) if t.dep == "pobj" and t.pos in NOUNS), None)
    if doer is None or sentence.subtree(doer.i)[-1] != first - 1:
        return None
    return doer if all(t.head == verb.i or t.head == time.i for t in tokens[first : verb.i]) else None


def _is_finite(verb: Token, below: list[Token]) -> bool:
    helping = [t for t in below if t.dep in {"aux", "auxpass"} and t.i < verb.i]
    return (helping[0] if helping else verb).tag in FINITE


def with_agents(sentence: Sentence) -> Sentence:
    """The sentence in which those behind a *by* that has nobody stand below it, where another is the verb's subject.

    Example: *miners led by a deputy, [Petr Novak], shut the pass*.
    """
    tokens, found = sentence.tokens, dict[int, Token]()
    for by in tokens[2:-2]:
        if by.lemma != BY_DOING or sentence.children[by.i]:
            continue
        agent = next(
            (t for t in tokens[by.i + 1 :] if t.dep == "nsubj" and min(sentence.subtree(t.i)) == by.i + 1), None
        )
        if agent is None:
            continue
        own = [c for c in sentence.children[agent.head] if tokens[c].dep in SUBJECTS and c < by.i]
        if own and by.i in sentence.subtree(own[0]):
            found[agent.i] = replace(agent, dep="pobj", head=by.i)
    return changed(sentence, found)


def with_next_doers(sentence: Sentence) -> Sentence:
    """The sentence in which whom one *and* joins to what stands before, and a verb too, acts alone in what that tells.

    Example: *the road was blocked by farmers and [police] arrested six*.
    """
    tokens, children, found = sentence.tokens, sentence.children, dict[int, Token]()
    for verb in tokens[4:-1]:
        before = tokens[verb.i - 1]
        doer = tokens[verb.i - 2] if before.dep == "npadvmod" and before.head == verb.i else before
        if verb.dep not in JOINED or verb.tag != "VBD" or doer.dep != "conj" or doer.pos not in NOUNS:
            continue
        above = _verb_over(sentence, doer)
        if above is None or verb.head not in {above.i, doer.i, doer.head} or doer.head <= above.i:
            continue
        first = tokens[sentence.subtree(doer.i)[0] - 1]
        joints = [t for t in tokens[above.i + 1 : doer.i] if t.dep == "cc" and t.head in {above.i, doer.head}]
        alone = joints == [first] and first.head == doer.head
        below = [tokens[c] for c in children[verb.i]]
        told = any(t.dep in TOLD and t.i > verb.i for t in below)
        if alone and told and not any(t.dep in SUBJECTS | HELPING for t in below):
            found[first.i] = replace(first, head=above.i)
            found[doer.i] = replace(doer, dep="nsubj", head=verb.i)
            found[verb.i] = replace(verb, dep="conj", head=above.i)
    return changed(sentence, found)


def _verb_over(sentence: Sentence, noun: Token) -> Token | None:
    """The verb that tells of a noun; None where it stands below none, or before it."""
    above = sentence.tokens[noun.head]
    while above.pos != "VERB":
        if above.head == above.i:
            return None
        above = sentence.tokens[above.head]
    return above if above.i < noun.i else None
