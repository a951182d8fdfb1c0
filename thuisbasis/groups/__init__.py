"""Groups and cohorts: leaders, members, place and rhythm."""
