"""Materials lent or given to a family."""
