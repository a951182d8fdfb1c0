"""Every view says what it needs, and its address says what it takes."""

import ast
import re

import pytest
from flask import Flask, g
from werkzeug.routing import PathConverter, Rule, UnicodeConverter

from tests.architecture.source import modules, shown, tree
from thuisbasis import guards
from thuisbasis.app import PUBLIC_ENDPOINTS
from thuisbasis.errors import ForbiddenError
from thuisbasis.permissions import Permission

SEGMENT = re.compile(r"(<(?P<converter>\w+)(\(.*\))?:\w+>|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z]+)?")

# What an address may carry as free text. Everything else has a converter that refuses nonsense before a view sees it.
FREE_TEXT = {
    "programme_key": "a key of the rule-book, which says itself whether it knows it",
    "element_key": "the same",
    "token": "the secret of a calendar address has no shape to check; it is looked up by its hash",
}

pytestmark = pytest.mark.sqlite_only


def own_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.endswith("static")]


def test_every_view_states_a_permission_or_is_named_public(app: Flask) -> None:
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in PUBLIC_ENDPOINTS and not isinstance(guards.permission_of(view), Permission)
    ]

    assert silent == []


def test_no_endpoint_is_named_public_that_does_not_exist(app: Flask) -> None:
    assert set(app.view_functions) >= PUBLIC_ENDPOINTS


def test_a_view_that_states_no_permission_is_refused_to_everybody() -> None:
    class MayEverything:
        def may(self, permission: Permission) -> bool:
            return True

    bare = Flask("bare")
    guards.install(bare)
    bare.testing = True
    bare.add_url_rule("/", "forgotten", lambda: "secret")

    with bare.test_request_context("/"):
        g.actor = MayEverything()
        with pytest.raises(ForbiddenError):
            bare.preprocess_request()


def test_addresses_are_kebab_case(app: Flask) -> None:
    crooked = [
        rule.rule
        for rule in own_rules(app)
        for segment in rule.rule.strip("/").split("/")
        if segment and not SEGMENT.fullmatch(segment)
    ]

    assert crooked == []


def test_addresses_take_typed_values(app: Flask) -> None:
    loose = [
        f"{rule.rule}: {name}"
        for rule in own_rules(app)
        for name, converter in rule._converters.items()
        if isinstance(converter, UnicodeConverter | PathConverter) and name not in FREE_TEXT
    ]

    assert loose == []


def test_an_address_with_an_id_says_whose(app: Flask) -> None:
    nameless = [rule.rule for rule in own_rules(app) if "id" in rule.arguments]

    assert nameless == []


def test_views_are_made_in_routes_modules_alone() -> None:
    elsewhere = [
        shown(path)
        for path in modules()
        if not path.stem.endswith("routes") and path.name != "app.py" and "routes" not in path.parts
        for node in tree(path).body
        if "@blueprint." in "".join(_decorators(node))
    ]

    assert elsewhere == []


def _decorators(node: object) -> list[str]:
    return ["@" + ast.unparse(one) for one in getattr(node, "decorator_list", [])]
