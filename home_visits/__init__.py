"""What home visitors do: visits to families, prepared, held and recorded."""
