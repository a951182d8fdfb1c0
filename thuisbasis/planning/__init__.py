"""Planning work beyond one contact: dry runs, checks, whole days off, call lists and feasts."""
