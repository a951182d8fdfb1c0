"""What happened: records in versions, answers for each required element, attendance."""
