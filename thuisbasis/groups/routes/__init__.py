"""Pages of groups."""

from thuisbasis.groups.routes import families, list_of_groups, pages
from thuisbasis.groups.routes.base import blueprint

__all__ = ["blueprint", "families", "list_of_groups", "pages"]
