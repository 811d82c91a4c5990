"""From an action and its actors to an event: who is source and target, and whether it is one that a careful coder would write."""
