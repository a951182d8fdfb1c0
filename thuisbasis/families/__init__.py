"""Families: who is in them, where they live, how to reach them, and which worker sees them."""
