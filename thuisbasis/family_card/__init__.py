"""The family card: all that matters of one family on one page, gathered from the rooms below."""
