"""Pages of enrolments."""

from thuisbasis.enrolments.routes import changing, consents, enrolling, list_of_enrolments, page
from thuisbasis.enrolments.routes.base import blueprint

__all__ = ["blueprint", "changing", "consents", "enrolling", "list_of_enrolments", "page"]
