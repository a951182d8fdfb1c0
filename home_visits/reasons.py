"""Why a visit did not take place, as a visitor taps it at the door."""

from flask_babel.speaklater import LazyString

from thuisbasis.contacts.states import REASONS_MISSED

OTHER = "other"

# "Nobody came" is said of groups; going away because it was unsafe has an act of its own.
AT_THE_DOOR: dict[str, LazyString] = {
    key: words for key, words in REASONS_MISSED.items() if key not in ("nobody_came", "unsafe")
}
