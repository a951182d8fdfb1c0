"""Who did what, when, with the values before and after; and who looked at whom."""
