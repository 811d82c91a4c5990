"""Words of the closed classes that several modules ask for: determiners, auxiliaries, a few prepositions."""

from __future__ import annotations

INDEFINITE = frozenset({"a", "an"})
ARTICLES = INDEFINITE | {"the"}
# Before one more, and before any one.
ANOTHER = INDEFINITE | {"another"}
ANY_ONE = ANOTHER | {"one"}
# Before what is known already.
DEFINITE = frozenset({"the", "this", "that"})
TWO = frozenset({"both", "two"})
# Where something is, as the text has told it or its dateline.
HERE, THERE = "here", "there"
# Behind whose something is.
OWNING = frozenset({"'s", "’s"})
# Beside a participle: of the past, and of one alone.
PAST = frozenset({"was", "were"})
OF_ONE = frozenset({"was", "is", "has"})
# Before whose doing something is, and before what goes on meanwhile.
BY = frozenset({"by", "from"})
DURING = frozenset({"in", "during"})
# Of when something else happens.
WHEN = frozenset({"when", "as", "after"})
