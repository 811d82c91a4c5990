"""From actions and actors to events: who did what to whom, whether a coder would write it, and how sure it is."""
