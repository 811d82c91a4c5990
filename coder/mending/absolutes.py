"""What goes on beside something else, told with *with*: *…, with police firing tear gas*, *…, with ten killed*, as a
clause of its own.

The parser hangs the participle below *with*, or on the noun before it as if that noun were told apart by it, and so
nobody fires. It becomes a clause beside the verb that *with* hangs on, and the noun its subject.
"""

from __future__ import annotations

from dataclasses import replace

from coder.records import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
VERBS = frozenset({"VERB", "AUX"})


def with_absolutes(sentence: Sentence) -> Sentence:
    """The sentence with each such participle as a clause of its verb; as it was where it has none.

    *Talks failed, with Chad blaming Sudan* gives *Chad* as the subject of *blaming*, which hangs on *failed*.
    """
    tokens = sentence.tokens
    for with_ in tokens:
        if with_.lemma == "with" and with_.dep == "prep" and tokens[with_.head].pos in VERBS:
            if (found := _participle(sentence, with_)) is not None:
                return with_absolutes(_mended(sentence, with_, *found))
    return sentence


def _participle(sentence: Sentence, with_: Token) -> tuple[Token, Token] | None:
    """The participle of *with* and its subject.

    A noun has to stand behind a comma and *with* to be one: *met with [rebels holding the town]*.
    """
    tokens, children = sentence.tokens, sentence.children
    for child in (tokens[c] for c in children[with_.i]):
        if child.dep == "pcomp" and child.tag == "VBG":
            subject = next((tokens[c] for c in children[child.i] if tokens[c].dep in SUBJECTS), None)
            if subject is not None:
                return child, subject
        if child.dep == "pobj" and with_.i and tokens[with_.i - 1].text == ",":
            below = (tokens[c] for c in children[child.i] if tokens[c].dep == "acl" and tokens[c].tag == "VBG")
            participle = next((t for t in below if t.i > child.i), None)
            if participle is not None:
                return participle, child
        if child.dep == "pobj" and (harmed := _undergone(sentence, with_, child)) is not None:
            return harmed, child
    return None


def _undergone(sentence: Sentence, with_: Token, noun: Token) -> Token | None:
    """The participle of what counted people underwent: *…, with three students [killed] in the raid*."""
    tokens, children = sentence.tokens, sentence.children
    if not any(tokens[c].dep == "nummod" for c in children[noun.i]):
        return None
    after_comma = with_.i and tokens[with_.i - 1].text == ","
    for verb in (t for t in tokens[noun.i + 1 :] if t.tag == "VBN"):
        is_apart = verb.dep == "xcomp" and any(tokens[c].text == "being" for c in children[verb.i])
        by_somebody = any(tokens[c].dep == "agent" for c in children[verb.i])  # told apart: another deed
        if after_comma and verb.dep == "acl" and verb.head == noun.i and not by_somebody:
            return verb
        if is_apart and verb.head in {with_.head, tokens[with_.head].head}:
            return verb
    return None


def _mended(sentence: Sentence, with_: Token, participle: Token, subject: Token) -> Sentence:
    tokens, above = list(sentence.tokens), sentence.tokens[with_.head]
    while above.dep == "xcomp":  # *tensions refused [to subside], with …*
        above = tokens[above.head]
    tokens[participle.i] = replace(participle, dep="advcl", head=above.i)
    tokens[with_.i] = replace(with_, dep="mark", head=participle.i)
    if subject.dep == "pobj":
        label = "nsubjpass" if participle.tag == "VBN" else "nsubj"
        tokens[subject.i] = replace(subject, dep=label, head=participle.i)
    return replace(sentence, tokens=tuple(tokens))
