"""Finds the programmes: every module in a folder that has PROGRAMME or PROGRAMMES.

Adding a programme is adding one file here; adding a protocol version is adding a Programme to its file's PROGRAMMES.
Translations of its prompts may stand in `prompts/<language>.toml`; a programme needs none.
"""

from __future__ import annotations

import importlib
import importlib.util
import traceback
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

from programmes import soundness
from programmes.protocol import Element, Programme, UnknownKeyError
from programmes.translations import Translations, read

HERE = Path(__file__).parent


class Catalogue:
    """Programmes by key and version. Old versions stay, so that old records are judged by them."""

    def __init__(self, programmes: Iterable[Programme], translations: Translations | None = None) -> None:
        self.translations = translations or Translations({})
        self._versions: dict[str, dict[str, Programme]] = {}
        for programme in sorted(programmes, key=lambda p: (p.key, _version_order(p.version))):
            self._versions.setdefault(programme.key, {})[programme.version] = programme

    def programmes(self) -> tuple[Programme, ...]:
        """The latest version of each programme, by key."""
        return tuple(self.get(key) for key in self._versions)

    def versions(self, key: str) -> tuple[str, ...]:
        """All versions of a programme, oldest first. Raises UnknownKeyError for an unknown programme."""
        return tuple(self._of(key))

    def get(self, key: str, version: str | None = None) -> Programme:
        """One programme, by default in its latest version. Raises UnknownKeyError, naming those that exist."""
        versions = self._of(key)
        if version is None:
            return versions[next(reversed(versions))]
        if version not in versions:
            raise UnknownKeyError(f"programme “{key}” has no version “{version}”; it has {', '.join(versions)}")
        return versions[version]

    def prompts(self, programme: Programme, element: Element) -> dict[str, str]:
        """What may be read to a parent at an element, by language (BCP 47), Dutch first; {} when there is nothing."""
        if element.prompt is None:
            return {}
        given = {"nl": element.prompt.nl, "en": element.prompt.en}
        return given | self.translations.of(programme.key, element.key, element.prompt.nl)

    def __contains__(self, key: str) -> bool:
        return key in self._versions

    def _of(self, key: str) -> dict[str, Programme]:
        if key not in self._versions:
            raise UnknownKeyError(f"there is no programme “{key}”; there are {', '.join(self._versions) or 'none'}")
        return self._versions[key]


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue of a folder (default: this one), every programme and every translation checked.

    Raises UnsoundProgrammeError, naming file, field and mend, for a badly written one.
    """
    folder = folder or HERE
    found: list[tuple[Programme, str]] = []
    for file in sorted(folder.glob("*.py")):  # sorted: the same order on every file system
        if file.name.startswith("_"):
            continue
        for programme in _programmes_in(_module(file), file):
            soundness.check(programme, file.name)
            found.append((programme, file.name))
    soundness.check_together(found)
    programmes = [programme for programme, _ in found]
    return Catalogue(programmes, read(folder / "prompts", programmes))


@cache
def default() -> Catalogue:
    """The product's own catalogue, loaded once."""
    return load()


def _module(file: Path) -> ModuleType:
    try:
        return _imported(file)
    except Exception as error:  # whatever a badly written file raises, the answer is one sentence
        what = f"{type(error).__name__}: {error}".rstrip(".")
        raise soundness.UnsoundProgrammeError(
            f"{file.name}: {_line(error, file)} cannot be read ({what}); mend that line."
        ) from error


def _line(error: Exception, file: Path) -> str:
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return f"line {lines[0]}" if lines else "the file"


def _imported(file: Path) -> ModuleType:
    if file.parent == HERE:
        return importlib.import_module(f"{__name__}.{file.stem}")
    spec = importlib.util.spec_from_file_location(f"programmes_from_folder_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise soundness.UnsoundProgrammeError(
            f"{file.name} cannot be read as a Python module: rename it to end in .py."
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _programmes_in(module: ModuleType, file: Path) -> tuple[Programme, ...]:
    one, many = getattr(module, "PROGRAMME", None), getattr(module, "PROGRAMMES", None)
    found = tuple(many) if many is not None else (one,)
    if not found or not all(isinstance(programme, Programme) for programme in found):
        raise soundness.UnsoundProgrammeError(
            f"{file.name} defines no programme: set PROGRAMME to a Programme, or PROGRAMMES to a tuple of them."
        )
    return found


def _version_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
