"""What trainers do: groups and cohorts, their sessions, registers and records."""
