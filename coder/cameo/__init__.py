"""The codes: CAMEO's events and actors, PLOVER's classes, the states."""
