"""What a tablet keeps without network, and how it comes back once, with nothing lost. Knows no kind of contact."""
