"""The plug of this package: what the core may know of it."""

from home_visits import calendar_entries, routes
from thuisbasis.feature import ContactSource, Feature

FEATURE = Feature(
    name="home_visits",
    blueprints=(routes.blueprint,),
    contacts=(
        ContactSource(kinds=calendar_entries.KINDS, page=calendar_entries.page, calendar_words=calendar_entries.words),
    ),
)
