"""What a source of leads has to say to a reader."""

from thuisbasis.home.desk import Desk
from thuisbasis.home.start import leads_of
from thuisbasis.home.tasks import LeadSource, Task


def followed(desk: Desk, source: LeadSource) -> list[Task]:
    """The tasks of all leads of a source that the reader may follow."""
    subjects = [lead.subject for lead, _ in leads_of(desk, [source])]
    return source.tasks(desk, subjects) if subjects else []
