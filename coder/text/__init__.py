"""From files to parsed sentences: corpus, screen, parse."""
