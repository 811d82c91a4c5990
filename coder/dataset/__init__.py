"""From events to a dataset: validated, written whole or not at all, read back."""
