"""What families practise at home: week plans and the practice log."""
