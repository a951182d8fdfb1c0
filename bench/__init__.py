"""What the product costs, as ratios: `python -m bench`. See docs/speed.md."""
