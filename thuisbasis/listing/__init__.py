"""Lists: leafing through them by key, and taking them along as CSV or XLSX."""
