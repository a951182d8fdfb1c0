"""Organisations, their schools, closed days and staff."""
