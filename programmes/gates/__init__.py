"""The gates, one module each. Import them through `programmes.rules`."""
