"""What a tablet keeps without network, and how it comes back: exactly once, with nothing lost. Knows no kind of contact."""
