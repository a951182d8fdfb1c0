"""Texts that reach parents in their own language: ours are a concept until the organisation reviewed them."""
