"""What a researcher asks of the coder: explanations, checks of the rules, unknown names."""
