"""PIN and keys on the device: what opens, what does not, and what a forgotten PIN costs (nothing)."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SET_UP = """
const vault = await import('/static/js/tablet/vault.js');
const { get, put } = await import('/static/js/tablet/store.js');
const told = (id = 'p1') => ({
    person: { id, name: 'Mirjam Vos', initials: 'MV' }, organisation: { id: 'o', name: 'De Ladder' },
    unlock_key: btoa('k'.repeat(32)), server_key: {}, server_key_id: 'k1', language: 'nl', lock_minutes: 10,
    wrong_pins: 5, keep_days: 7, form_version: 1, numbers: {},
});
const tried = async (pin) => {
    try { await vault.unlock('p1', pin); return 'open'; } catch (fault) { return fault.left ?? fault.message; }
};
"""


def run(page: Page, script: str) -> object:
    return page.evaluate(f"async () => {{ {SET_UP} {script} }}")


def test_what_is_kept_opens_with_the_pin_and_with_nothing_else(modules: Page) -> None:
    assert run(
        modules,
        """await vault.choosePin(told(), '246813');
        const kept = await vault.encrypt({ text: 'geheim' }, 'card 1');
        vault.lock();
        const shut = vault.isOpen();
        const wrong = await tried('111222');
        const right = await tried('246813');
        const read = await vault.decrypt(kept, 'card 1');
        const moved = await vault.decrypt(kept, 'card 2').then(() => 'read', (fault) => fault.name);
        return [shut, wrong, right, read.text, moved];""",
    ) == [False, 4, "open", "geheim", "OperationError"]


def test_the_key_cannot_be_taken_out_and_no_text_of_it_lies_on_the_disk(modules: Page) -> None:
    row = run(
        modules,
        """await vault.choosePin(told(), '246813');
        const row = await get('people', 'p1');
        return [row.pin.iterations, row.pin.data.byteLength, row.server.data.byteLength, JSON.stringify(row).includes('246813'),
                'unlock_key' in row];""",
    )

    assert row == [600_000, 48, 48, False, False]


def test_five_wrong_pins_throw_the_pin_away_and_the_servers_key_loses_nothing(modules: Page) -> None:
    assert run(
        modules,
        """await vault.choosePin(told(), '246813');
        const kept = await vault.encrypt('alles', 'x');
        vault.lock();
        const tries = [];
        for (const pin of ['000001', '000002', '000003', '000004', '000005']) tries.push(await tried(pin));
        const gone = (await get('people', 'p1')).pin;
        const right = await tried('246813');
        await vault.choosePin(told(), '975310');
        const read = await vault.decrypt(kept, 'x');
        vault.lock();
        return [tries, gone, right, read, await tried('975310')];""",
    ) == [[4, 3, 2, 1, 0], None, 0, "alles", "open"]


def test_a_right_pin_forgets_the_wrong_ones_before(modules: Page) -> None:
    assert (
        run(
            modules,
            """await vault.choosePin(told(), '246813');
        vault.lock();
        await tried('000001'); await tried('000002'); await tried('246813');
        return (await get('people', 'p1')).wrong;""",
        )
        == 0
    )


def test_a_try_is_counted_before_it_is_judged(modules: Page) -> None:
    # Whoever ends the app while a PIN is being judged has used a try all the same.
    assert (
        run(
            modules,
            """await vault.choosePin(told(), '246813');
        vault.lock();
        const derive = crypto.subtle.deriveKey;
        let counted = null;
        crypto.subtle.deriveKey = async (...given) => {
            counted ??= (await get('people', 'p1')).wrong;
            return derive.apply(crypto.subtle, given);
        };
        await tried('000001');
        crypto.subtle.deriveKey = derive;
        return counted;""",
        )
        == 1
    )


def test_two_people_cannot_read_each_other(modules: Page) -> None:
    assert run(
        modules,
        """await vault.choosePin(told('p1'), '246813');
        const kept = await vault.encrypt('van p1', 'x');
        await vault.choosePin(told('p2'), '135790');
        const other = await vault.decrypt(kept, 'x').then(() => 'read', (fault) => fault.name);
        const own = await tried('246813');
        return [other, own, await vault.decrypt(kept, 'x')];""",
    ) == ["OperationError", "open", "van p1"]


def test_another_pin_without_network(modules: Page) -> None:
    assert run(
        modules,
        """await vault.choosePin(told(), '246813');
        const kept = await vault.encrypt('alles', 'x');
        await vault.changePin('p1', '246813', '864202');
        vault.lock();
        return [await tried('246813'), await tried('864202'), await vault.decrypt(kept, 'x')];""",
    ) == [4, "open", "alles"]


def test_a_tablet_that_is_shut_out_has_no_keys_and_no_cards_left(modules: Page) -> None:
    assert run(
        modules,
        """await vault.choosePin(told(), '246813');
        await put('cards', { owner: 'p1', key: 'list', ...(await vault.encrypt({}, 'card list')) });
        await put('seals', { item: 'i', envelope: {} });
        await vault.throwAway('p1');
        const row = await get('people', 'p1');
        return [row.pin, row.server, (await get('cards', ['p1', 'list'])) ?? null, Boolean(await get('seals', 'i')), vault.isOpen()];""",
    ) == [None, None, None, True, False]
