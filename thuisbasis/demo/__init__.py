"""The demo: an invented school organisation with sixty invented families, its dates relative to today."""
