"""What a tablet keeps without network, and how it comes back: exactly once, nothing lost. Knows no kind of contact."""
