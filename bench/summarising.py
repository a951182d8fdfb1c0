"""The summaries of rows that were put in behind the services' back."""

import uuid

from flask import current_app
from sqlalchemy.orm import Session

from thuisbasis.home.summary import renewing


def summarise(session: Session, organisation_id: uuid.UUID) -> None:
    """Fill every summary that the parts of the house keep up."""
    renewing.renew(session, organisation_id, current_app.extensions["summaries"])
