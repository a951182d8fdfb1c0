"""Worries about the safety of a child: a record of their own, which hardly anybody may read (Meldcode, five steps)."""
