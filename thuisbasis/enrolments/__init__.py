"""A child and its guardians in a programme: eligibility, consent, states."""
