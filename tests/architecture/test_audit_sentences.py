"""Whatever is written into the audit trail can be read there in a sentence."""

import ast
import re

from tests.architecture.source import modules, shown, tree
from thuisbasis.audit.sentences import SENTENCES

ACTION = re.compile(r"[a-z_]+\.[a-z_]+")


def written() -> dict[str, str]:
    """Each action that the code writes, with where."""
    found = {}
    for path in modules("thuisbasis", "home_visits", "sessions"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"trail.record", "audit.record", "record"}:
                texts = [inner.value for argument in node.args for inner in ast.walk(argument) if _is_text(inner)]
                found |= {text: f"{shown(path)}:{node.lineno}" for text in texts if ACTION.fullmatch(text)}
    return found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_action_has_a_sentence() -> None:
    assert {action: place for action, place in written().items() if action not in SENTENCES} == {}


def test_every_sentence_is_told_of_something_that_the_code_does() -> None:
    mentioned = "\n".join(path.read_text() for path in modules() if path.name != "sentences.py")

    assert [action for action in SENTENCES if f'"{action}"' not in mentioned] == []
