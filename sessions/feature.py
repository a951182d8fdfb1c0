"""The plug of this package: what the core may know of it."""

from sessions import ending_routes, group_pages, tasks, watching, words
from thuisbasis.feature import ContactSource, Feature
from thuisbasis.groups.models import Group
from thuisbasis.home.summary.renewing import Summary

FEATURE = Feature(
    name="sessions",
    blueprints=(ending_routes.blueprint,),
    contacts=(ContactSource(kinds=words.KINDS, page=words.page, calendar_words=words.calendar_words),),
    groups=(group_pages.SOURCE,),
    after_change=(watching.follow_contacts,),
    tasks=(
        tasks.records_to_finish,
        tasks.weeks_to_finish,
        tasks.to_prepare_this_week,
        tasks.groups_to_finish,
    ),
    leads=tasks.LEADS,
    summaries=(Summary(of=Group, renew=watching.watch),),
)
