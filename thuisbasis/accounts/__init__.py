"""Signing in, and who the actor of a request is."""
