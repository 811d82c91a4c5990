"""From a parsed sentence to its clauses: every predicate with its arguments, status and polarity. Knows nothing of CAMEO."""
