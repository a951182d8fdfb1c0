"""Fields that changed in two places, and what becomes of an item after an answer: pure, in the browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def call(page: Page, module: str, function: str, *given: Any) -> Any:
    return page.evaluate(
        "async ([module, name, given]) => (await import(`/static/js/tablet/${module}.js`))[name](...given)",
        [module, function, list(given)],
    )


def test_what_was_typed_since_sending_stays_and_the_rest_follows_the_server(modules: Page) -> None:
    sent = {"a": ["1"], "b": ["1"], "c": ["1"]}
    server = {"a": ["2"], "b": ["1"], "d": ["van een ander"]}
    local = {"a": ["1"], "b": ["getypt"], "c": ["1"]}

    assert call(modules, "merging", "rebase", sent, server, local) == {
        "a": ["2"],
        "b": ["getypt"],
        "d": ["van een ander"],
    }


def test_a_field_that_was_emptied_here_stays_empty(modules: Page) -> None:
    assert call(modules, "merging", "rebase", {"a": ["1"]}, {"a": ["1"]}, {}) == {}


def test_a_choice_for_each_field_settles_a_conflict(modules: Page) -> None:
    conflict = {
        "conflicts": [{"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}],
        "fields": {"a": ["hun a"], "b": ["hun b"], "c": ["hun c"], "d": ["hun d"], "e": ["hun e"]},
        "merged": {"a": ["hun a"], "b": ["hun b"], "c": ["hun c"], "d": ["hun d"], "e": ["mijn e"]},
    }
    mine = {"a": ["mijn a"], "b": ["mijn b"]}
    chosen = {"a": {"take": "mine"}, "b": {"take": "theirs"}, "c": {"write": ["een derde"]}, "d": {"take": "mine"}}

    assert call(modules, "merging", "resolved", conflict, mine, chosen) == {
        "a": ["mijn a"],
        "b": ["hun b"],
        "c": ["een derde"],
        "e": ["mijn e"],
    }
    assert call(modules, "merging", "undecided", conflict, {"a": {"take": "mine"}}) == [
        {"name": "b"},
        {"name": "c"},
        {"name": "d"},
    ]


WANTED = {"sha256": "ab", "sequence": 3}


@pytest.mark.parametrize(
    ("status", "answer", "state"),
    [
        (200, {"state": "completed", "body_sha256": "ab", "sequence": 3}, "sent"),
        (200, {"state": "done", "body_sha256": "ab", "sequence": 3}, "sent"),
        (200, {"state": "draft", "body_sha256": "ab", "sequence": 3}, "draft"),
        (200, {"state": "refused", "body_sha256": "ab", "sequence": 3}, "refused"),
        (200, {"state": "completed", "body_sha256": "cd", "sequence": 3}, None),
        (200, {"state": "completed", "body_sha256": "ab", "sequence": 4}, None),
        (200, {"state": "completed"}, None),
        (200, None, None),
        (202, {"state": "quarantine", "body_sha256": "ab", "sequence": 3}, "quarantine"),
        (202, {"state": "quarantine", "body_sha256": "cd", "sequence": 3}, None),
        (409, {"state": "conflict"}, "conflict"),
        (409, {"error": {"code": "other"}}, None),
        (400, {"error": {"code": "not-understood"}}, "held"),
        (413, None, "held"),
        (403, None, "held"),
        (401, None, None),
        (500, None, None),
        (503, None, None),
    ],
)
def test_only_a_receipt_for_the_very_bytes_settles_an_item(
    modules: Page, status: int, answer: dict[str, Any] | None, state: str | None
) -> None:
    assert call(modules, "states", "after", status, answer, WANTED) == state


def test_each_try_waits_longer_and_never_more_than_five_minutes(modules: Page) -> None:
    pauses = [call(modules, "states", "pauseAfter", tries) for tries in (1, 2, 3, 20, 2000)]

    assert pauses == [2000, 4000, 8000, 300_000, 300_000]


def test_the_summary_counts_what_is_not_with_the_server(modules: Page) -> None:
    items = [
        {"kind": "record", "state": "draft", "dirty": True, "changed_at": "2026-11-22T10:00:00Z", "finished_at": None},
        {"kind": "record", "state": "draft", "dirty": False, "changed_at": "2026-11-20T10:00:00Z", "finished_at": None},
        {
            "kind": "event",
            "state": "queued",
            "changed_at": "2026-11-23T10:00:00Z",
            "finished_at": "2026-11-23T10:00:00Z",
        },
        {"kind": "record", "state": "sent", "changed_at": "2026-11-01T10:00:00Z", "finished_at": None},
    ]

    assert call(modules, "states", "summary", items) == {
        "waiting": 2,
        "records": 1,
        "oldest": "2026-11-22T10:00:00Z",
        "conflicts": 0,
    }


BUSY = [
    {"starts": "2026-12-01T09:00:00+01:00", "ends": "2026-12-01T10:00:00+01:00", "words": "vroeg", "contact": "1"},
    {"starts": "2026-12-01T13:00:00+01:00", "ends": "2026-12-01T14:00:00+01:00", "words": "laat", "contact": "2"},
    {"starts": "2026-12-02T13:00:00+01:00", "ends": "2026-12-02T14:00:00+01:00", "words": "morgen", "contact": "3"},
]


def test_a_next_date_shows_what_there_is_that_day_and_first_what_meets_the_usual_hour(modules: Page) -> None:
    found = modules.evaluate(
        """async ([busy, usual]) => {
            const { clashesOn } = await import('/static/js/tablet/clashes.js');
            const { isoDay } = await import('/static/js/tablet/moments.js');
            return clashesOn('2026-12-01', busy, isoDay, usual).map((each) => [each.words, each.overlaps]);
        }""",
        [BUSY, {"contact": "9", "starts": "2026-11-24T13:30:00+01:00", "ends": "2026-11-24T14:30:00+01:00"}],
    )

    assert found == [["laat", True], ["vroeg", False]]


def test_a_new_moment_meets_only_what_runs_into_it(modules: Page) -> None:
    at = "2026-12-01T09:30:00+01:00"

    assert [each["words"] for each in call(modules, "clashes", "clashesAt", at, 60, BUSY)] == ["vroeg"]
    assert call(modules, "clashes", "clashesAt", at, 60, BUSY, "1") == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15-9-2026", "2026-09-15"),
        ("05-12-2026", "2026-12-05"),
        ("2026-09-15", "2026-09-15"),
        ("31-31-2026", None),
        ("morgen", None),
    ],
)
def test_days_are_read_as_dutch_people_write_them(modules: Page, typed: str, day: str | None) -> None:
    assert call(modules, "moments", "readDay", typed) == day


def test_a_moment_carries_the_dutch_offset_of_its_day(modules: Page) -> None:
    assert call(modules, "moments", "momentOf", "2026-12-01", "13:30") == "2026-12-01T13:30:00+01:00"
    assert call(modules, "moments", "momentOf", "2026-07-01", "13:30") == "2026-07-01T13:30:00+02:00"


def test_typing_without_a_pause_is_saved_all_the_while_and_at_the_end(modules: Page) -> None:
    saved = modules.evaluate(
        """async () => {
            const { throttled } = await import('/static/js/tablet/throttle.js');
            const saved = [];
            let text = '';
            const keep = throttled(async () => { saved.push(text); }, 100);
            for (let at = 0; at < 40; at += 1) {
                text += 'x';
                keep();
                await new Promise((resolve) => setTimeout(resolve, 10));
            }
            await keep.flush();
            return saved.map((each) => each.length);
        }"""
    )

    assert saved[0] == 1
    assert saved[-1] == 40
    assert len(saved) >= 3


def test_a_body_is_sealed_so_that_only_the_server_key_opens_it(modules: Page) -> None:
    opened = modules.evaluate(
        """async () => {
            const { seal } = await import('/static/js/tablet/seal.js');
            const { fromBase64 } = await import('/static/js/tablet/bytes.js');
            const how = { name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
            const pair = await crypto.subtle.generateKey(how, true, ['encrypt', 'decrypt']);
            const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
            const { key_id, key, nonce, body } = await seal(new TextEncoder().encode('Een verslag'), jwk, 'k1');
            const raw = await crypto.subtle.decrypt({ name: 'RSA-OAEP' }, pair.privateKey, fromBase64(key));
            const aes = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
            const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(nonce) }, aes, fromBase64(body));
            return [key_id, new TextDecoder().decode(plain), raw.byteLength];
        }"""
    )

    assert opened == ["k1", "Een verslag", 32]
