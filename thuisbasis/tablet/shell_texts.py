"""The words of the tablet app, by the place where they are said."""

from flask_babel import force_locale

from thuisbasis.tablet import shell_texts_form, shell_texts_person, shell_texts_visit

ROOMS = {**shell_texts_person.ROOMS, **shell_texts_visit.ROOMS, **shell_texts_form.ROOMS}


def texts(language: str) -> dict[str, str]:
    """All words in a language, by "room.key". One and more than one stand in a text with "|" between them."""
    with force_locale(language):
        return {f"{room}.{key}": words for room, said in ROOMS.items() for key, words in said().items()}
