"""How programmes go: counted with every change, so that a start page adds up a few rows whatever the size."""
