"""Thuisbasis: scheduling, delivery and records of intensive parent interventions."""
