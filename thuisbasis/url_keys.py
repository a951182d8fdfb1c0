"""Keys of the rule-book in addresses: `/local-defaults/<key:programme_key>`."""

from werkzeug.routing import BaseConverter


class KeyConverter(BaseConverter):
    """A programme's, track's or element's key; whatever could be none is answered with 404 before a view sees it."""

    regex = r"[a-z][a-z0-9_-]{0,59}"
