"""The plug of this package: what the core may know of it."""

from thuisbasis.feature import Feature

FEATURE = Feature(name="sessions")
