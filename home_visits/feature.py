"""The plug of this package: what the core may know of it."""

from flask_babel import lazy_gettext as _l

from home_visits import calendar_entries, door_tasks, enrolment_links, returning, services, tablet, tasks, watching
from home_visits.door_routes import blueprint
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.feature import ContactSource, Feature, MenuEntry
from thuisbasis.home.summary.renewing import Summary
from thuisbasis.permissions import Permission

FEATURE = Feature(
    name="home_visits",
    blueprints=(blueprint,),
    menu=(
        MenuEntry(
            endpoint="home_visits.visits",
            label=_l("Bezoeken"),
            icon="house-door",
            permission=Permission.SEE_VISITS,
            order=50,
        ),
    ),
    contacts=(
        ContactSource(kinds=calendar_entries.KINDS, page=calendar_entries.page, calendar_words=calendar_entries.words),
    ),
    enrolments=(enrolment_links.links,),
    after_enrolment_change=(services.follow_enrolment, watching.follow_enrolment),
    after_change=(watching.follow_contacts, returning.follow_contacts),
    tablet=(tablet.SOURCE,),
    tasks=(door_tasks.not_back, door_tasks.told, tasks.records_to_finish, tasks.this_week),
    leads=(tasks.LEADS,),
    summaries=(Summary(of=Enrolment, renew=watching.watch),),
)
