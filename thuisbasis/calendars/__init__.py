"""Calendars: one stored event for each contact, joined into feeds and files (RFC 5545, RFC 7986)."""
