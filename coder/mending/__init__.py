"""Parses set right where the parser mistakes words or hangs them from the wrong ones: still English, no codes yet."""
