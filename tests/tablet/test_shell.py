"""The app's shell as it is served: nothing private, every file checked, every word said by the server."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from thuisbasis import paths
from thuisbasis.tablet import shell_texts

pytestmark = pytest.mark.sqlite_only

MODULES = sorted((paths.STATIC / "js/tablet").rglob("*.js"))
SAID = re.compile(r'\bsay\(\s*"([a-z_]+\.[a-z_-]+)"')
NAMED = re.compile(r'"([a-z_]+\.[a-z_-]+)"')
MADE = re.compile(r"\bsay\(`([a-z_]+\.[a-z_-]*)\$\{")


def source(module: Path) -> str:
    return module.read_text(encoding="utf-8")


def named(module: Path) -> str:
    return module.relative_to(paths.STATIC).as_posix()


def served(client: FlaskClient, url: str) -> tuple[bytes, Headers]:
    """The body and the headers at an address. A file is closed again."""
    with client.get(url) as answer:
        return answer.data, answer.headers


@pytest.fixture
def keys(client: FlaskClient) -> set[str]:
    with client.application.app_context():
        return set(shell_texts.texts("nl"))


def test_the_page_is_the_same_for_everybody_and_names_nobody(client: FlaskClient) -> None:
    dutch = client.get("/tablet/", headers={"Accept-Language": "nl"})
    english = client.get("/tablet/", headers={"Accept-Language": "en"})

    assert dutch.status_code == 200
    assert dutch.data == english.data
    assert "Set-Cookie" not in dutch.headers


def test_the_app_can_be_installed(client: FlaskClient) -> None:
    answer = client.get("/tablet/manifest.webmanifest")
    manifest = json.loads(answer.data)

    assert answer.mimetype == "application/manifest+json"
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/tablet/", "/tablet/", "standalone")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all(served(client, icon["src"])[0].startswith(b"\x89PNG") for icon in manifest["icons"])


def test_every_file_of_the_shell_is_there_with_its_hash(client: FlaskClient) -> None:
    shell = client.get("/tablet/shell.json").get_json()
    wrong = [
        file["url"]
        for file in shell["files"]
        if hashlib.sha256(served(client, file["url"])[0]).hexdigest() != file["sha256"]
    ]

    assert wrong == []
    assert len(shell["files"]) > 40


def test_everything_that_the_page_and_its_modules_load_is_kept(client: FlaskClient) -> None:
    kept = {file["url"] for file in client.get("/tablet/shell.json").get_json()["files"]}
    page = client.get("/tablet/").get_data(as_text=True)
    loaded = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    for module in MODULES:
        for imported in re.findall(r'^import .*?"(\.[^"]+)";', source(module), re.MULTILINE | re.DOTALL):
            file = (module.parent / imported).resolve()
            loaded.add(f"/static/{file.relative_to(paths.STATIC).as_posix()}")

    assert loaded - kept == set()


def test_the_worker_is_another_one_when_anything_of_the_shell_is(client: FlaskClient) -> None:
    answer = client.get("/tablet/service-worker.js")
    shell = client.get("/tablet/shell.json").get_json()

    assert answer.mimetype == "text/javascript"
    assert f'"version": "{shell["version"]}"' in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_worker_leaves_alone_whatever_is_no_shell() -> None:
    worker = source(paths.STATIC / "js/tablet/service-worker.js")

    assert 'method !== "GET"' in worker
    assert "caches." not in worker
    assert "/api" not in worker


def test_every_answer_carries_our_mark(client: FlaskClient) -> None:
    for path in ("/tablet/", "/static/js/tablet/main.js", "/healthz", "/no-such-page"):
        assert served(client, path)[1]["X-Thuisbasis"] == "1"


def test_a_module_is_asked_for_each_time_and_a_versioned_file_is_kept(client: FlaskClient) -> None:
    assert "no-cache" in served(client, "/static/js/tablet/main.js")[1]["Cache-Control"]
    assert "max-age=31536000" in served(client, "/static/js/tablet/main.js?v=1")[1]["Cache-Control"]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_says_only_what_the_server_has_words_for(keys: set[str], module: Path) -> None:
    rooms = {key.split(".")[0] for key in keys}
    used = {key for key in NAMED.findall(source(module)) if key.split(".")[0] in rooms and not key.endswith(".js")}

    assert (set(SAID.findall(source(module))) | used) - keys == set()


def test_no_word_is_there_that_nothing_says(keys: set[str]) -> None:
    texts = "\n".join(source(module) for module in MODULES)
    made = tuple(MADE.findall(texts))
    used = set(NAMED.findall(texts))

    assert [key for key in sorted(keys) if key not in used and not key.startswith(made)] == []


def test_a_text_in_two_forms_has_two_in_both_languages(client: FlaskClient) -> None:
    with client.application.app_context():
        dutch, english = shell_texts.texts("nl"), shell_texts.texts("en")

    assert {key for key, text in dutch.items() if text.count("|") != english[key].count("|")} == set()


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_is_small_and_makes_nothing_from_text_that_people_typed(module: Path) -> None:
    text = source(module)

    assert len(text.splitlines()) <= 250
    assert "eval(" not in text
    assert text.count("innerHTML") == (1 if module.name in {"fields.js", "conflict.js"} else 0)
    assert "localStorage" not in text
    assert "TODO" not in text
