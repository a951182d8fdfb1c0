"""Shapes of JSON: one description that both reads a value and prints its JSON Schema, so that they cannot differ."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from programmes.text import Text

Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"] | None

DATE_PATTERN = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"


class NotUnderstoodError(Exception):
    """A value does not have its shape. `pointer`: a JSON pointer (RFC 6901) to it. `message`: what it should be."""

    def __init__(self, pointer: str, message: Text) -> None:
        super().__init__(f"{pointer}: {message.en}")
        self.pointer = pointer
        self.message = message


def pointer_to(pointer: str, part: str | int) -> str:
    """The pointer one step deeper, escaped as RFC 6901 says."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


class Shape(ABC):
    """Something that a JSON value may look like."""

    @abstractmethod
    def schema(self) -> dict[str, Json]:
        """Its JSON Schema (draft 2020-12)."""

    @abstractmethod
    def check(self, value: Json, pointer: str) -> None:
        """Raises NotUnderstoodError for a value that does not have this shape."""


@dataclass(frozen=True)
class String(Shape):
    """Text, of at least `least` characters."""

    least: int = 0

    def schema(self) -> dict[str, Json]:
        return {"type": "string", **({"minLength": self.least} if self.least else {})}

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, str) or len(value) < self.least:
            raise NotUnderstoodError(pointer, Text("hier hoort tekst.", "text is expected here."))


@dataclass(frozen=True)
class Key(Shape):
    """One of these keys."""

    keys: tuple[str, ...]

    def schema(self) -> dict[str, Json]:
        return {"enum": list(self.keys)}

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, str) or value not in self.keys:
            words = ", ".join(self.keys)
            raise NotUnderstoodError(
                pointer, Text(f"hier hoort een van: {words}.", f"one of these is expected: {words}.")
            )


@dataclass(frozen=True)
class Day(Shape):
    """A date, YYYY-MM-DD."""

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date", "pattern": DATE_PATTERN}

    def check(self, value: Json, pointer: str) -> None:
        problem = NotUnderstoodError(
            pointer, Text("hier hoort een bestaande datum, zoals 2026-09-15.", "a date such as 2026-09-15 is expected.")
        )
        if not isinstance(value, str) or not re.fullmatch(DATE_PATTERN, value):
            raise problem
        try:
            date.fromisoformat(value)
        except ValueError:
            raise problem from None


@dataclass(frozen=True)
class Whole(Shape):
    """A whole number from `least` on."""

    least: int = 0
    most: int | None = None

    def schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": self.least, **({} if self.most is None else {"maximum": self.most})}

    def check(self, value: Json, pointer: str) -> None:
        fits = isinstance(value, int) and not isinstance(value, bool)
        if not fits or value < self.least or (self.most is not None and value > self.most):  # type: ignore[operator]
            bounds = f"{self.least} of meer" if self.most is None else f"{self.least} tot en met {self.most}"
            english = f"{self.least} or more" if self.most is None else f"{self.least} up to and including {self.most}"
            raise NotUnderstoodError(
                pointer, Text(f"hier hoort een heel getal: {bounds}.", f"a whole number is expected: {english}.")
            )


@dataclass(frozen=True)
class YesNo(Shape):
    """true or false."""

    def schema(self) -> dict[str, Json]:
        return {"type": "boolean"}

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, bool):
            raise NotUnderstoodError(pointer, Text("hier hoort true of false.", "true or false is expected."))


@dataclass(frozen=True)
class Either(Shape):
    """One of several shapes; the message is that of the last."""

    shapes: tuple[Shape, ...]

    def schema(self) -> dict[str, Json]:
        return {"anyOf": [shape.schema() for shape in self.shapes]}

    def check(self, value: Json, pointer: str) -> None:
        for shape in self.shapes[:-1]:
            try:
                return shape.check(value, pointer)
            except NotUnderstoodError:
                continue
        return self.shapes[-1].check(value, pointer)


@dataclass(frozen=True)
class OrNull(Shape):
    """A shape, or null for not known."""

    shape: Shape

    def schema(self) -> dict[str, Json]:
        return {"anyOf": [{"type": "null"}, self.shape.schema()]}

    def check(self, value: Json, pointer: str) -> None:
        if value is not None:
            self.shape.check(value, pointer)


@dataclass(frozen=True)
class ListOf(Shape):
    """A list in which every item has one shape."""

    item: Shape

    def schema(self) -> dict[str, Json]:
        return {"type": "array", "items": self.item.schema()}

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, list):
            raise NotUnderstoodError(pointer, Text("hier hoort een lijst.", "a list is expected here."))
        for index, item in enumerate(value):
            self.item.check(item, pointer_to(pointer, index))


@dataclass(frozen=True)
class Pair(Shape):
    """A list of two items, each with its own shape."""

    first: Shape
    second: Shape

    def schema(self) -> dict[str, Json]:
        items: list[Json] = [self.first.schema(), self.second.schema()]
        return {"type": "array", "prefixItems": items, "minItems": 2, "maxItems": 2}

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, list) or len(value) != 2:
            raise NotUnderstoodError(
                pointer, Text("hier hoort een paar: [rij, kolom].", "a pair [row, column] is expected.")
            )
        self.first.check(value[0], pointer_to(pointer, 0))
        self.second.check(value[1], pointer_to(pointer, 1))


@dataclass(frozen=True)
class MapOf(Shape):
    """An object with free names, every value of one shape."""

    item: Shape

    def schema(self) -> dict[str, Json]:
        return {"type": "object", "additionalProperties": self.item.schema()}

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, dict):
            raise NotUnderstoodError(pointer, Text("hier hoort een object.", "an object is expected here."))
        for name, item in value.items():
            self.item.check(item, pointer_to(pointer, name))


@dataclass(frozen=True)
class Object(Shape):
    """An object with these names and no others."""

    names: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    about: str = field(default="", kw_only=True)

    def schema(self) -> dict[str, Json]:
        return {
            "type": "object",
            **({"description": self.about} if self.about else {}),
            "properties": {name: shape.schema() for name, shape in self.names.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }

    def check(self, value: Json, pointer: str) -> None:
        if not isinstance(value, dict):
            raise NotUnderstoodError(pointer, Text("hier hoort een object.", "an object is expected here."))
        for name in value:
            if name not in self.names:
                known = ", ".join(self.names)
                raise NotUnderstoodError(
                    pointer_to(pointer, name),
                    Text(f"dit veld bestaat niet; er zijn {known}.", f"there is no such field; there are {known}."),
                )
        for name in self.required:
            if name not in value:
                raise NotUnderstoodError(
                    pointer_to(pointer, name), Text("dit veld ontbreekt.", "this field is missing.")
                )
        for name, item in value.items():
            self.names[name].check(item, pointer_to(pointer, name))
