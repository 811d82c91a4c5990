"""From clauses to actions: the rulebook gives base actions, composition the stance taken over them."""
