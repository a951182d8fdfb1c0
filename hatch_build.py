"""Compiles the texts of the interface while the package is built, so that a wheel speaks every language."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("thuisbasis", "translations")


class CompileCatalogues(BuildHookInterface[Any]):
    """Called by hatchling before it gathers the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a .mo file beside each .po file; git ignores those, so hatchling is told to take them."""
        for source in (Path(self.root) / FOLDER).rglob("*.po"):
            with source.open("rb") as texts, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(texts))
        build_data["artifacts"].append(f"{FOLDER.as_posix()}/**/*.mo")
