"""Strict reading of data files: every fault is told with file, line and remedy."""
