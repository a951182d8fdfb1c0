"""Imports every module with tables, so that the metadata is whole: for migrations and for checks over all tables."""

from sqlalchemy import MetaData

import home_visits.models  # noqa: F401  (each is imported for its tables)
import thuisbasis.accounts.models
import thuisbasis.audit.models
import thuisbasis.calendars.models
import thuisbasis.contacts.models
import thuisbasis.enrolments.models
import thuisbasis.families.models
import thuisbasis.groups.models
import thuisbasis.home.progress.models
import thuisbasis.home.summary.models
import thuisbasis.materials.models
import thuisbasis.organisations.models
import thuisbasis.parent_texts.models
import thuisbasis.practice.models
import thuisbasis.recording.attachment_models
import thuisbasis.recording.models
import thuisbasis.safeguarding.models
import thuisbasis.tablet.models  # noqa: F401  (imported for its tables)
from thuisbasis.database import Base


def metadata() -> MetaData:
    """The tables of the whole product."""
    return Base.metadata
