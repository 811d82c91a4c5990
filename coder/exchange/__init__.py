"""Datasets for others: merged with GDELT and ICEWS, exported as they are, counted into panels of states."""
