"""From phrases to actor codes: dictionaries with dates, roles, and what the document said before."""
