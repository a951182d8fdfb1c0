"""Keys of the rule-book in addresses, `/local-defaults/<key:programme_key>`, and hashes, `<hash:sha256>`."""

from werkzeug.routing import BaseConverter


class KeyConverter(BaseConverter):
    """A programme's, track's or element's key; whatever could be none is answered with 404 before a view sees it."""

    regex = r"[a-z][a-z0-9_-]{0,59}"


class HashConverter(BaseConverter):
    """A SHA-256 in lower case."""

    regex = r"[0-9a-f]{64}"
