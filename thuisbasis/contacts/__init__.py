"""Planned contacts of every kind: states, moving, cancelling, numbering."""
