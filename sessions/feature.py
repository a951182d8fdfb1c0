"""The plug of this package: what the core may know of it."""

from sessions import ending_routes, group_pages, tasks, watching, words
from thuisbasis.feature import ContactSource, Feature

FEATURE = Feature(
    name="sessions",
    blueprints=(ending_routes.blueprint,),
    contacts=(ContactSource(kinds=words.KINDS, page=words.page, calendar_words=words.calendar_words),),
    groups=(group_pages.SOURCE,),
    after_change=(watching.follow_contacts,),
    tasks=(
        tasks.records_to_finish,
        tasks.weeks_to_finish,
        tasks.groups_that_cannot_start,
        tasks.groups_to_finish,
        tasks.absent_in_a_row,
        tasks.to_confirm_this_week,
    ),
)
