"""From a parsed sentence to its clauses: predicates with arguments, status and polarity. Knows nothing of CAMEO."""
