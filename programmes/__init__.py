"""The rule-book: programmes as data, rules as pure functions. Standard library only."""
