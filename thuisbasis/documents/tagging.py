"""What the PDF's structure still needs after WeasyPrint wrote it, for PDF/UA-1 and for screen readers.

WeasyPrint 70 tags the foot of a page but hangs it nowhere (its issue 1836), gives headers no Scope, forgets that a
section may be in another language, and draws right-to-left text in the order of the eye, not of the reader. A `Tagging`
is a WeasyPrint finisher that mends these four before the file is written.

WeasyPrint keeps no link from a tag to its box, but writes both in the same order; so they are walked side by side, and
a difference in number is an error, not a guess.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional

import pydyf  # type: ignore[import-untyped]
from weasyprint import Document, Page
from weasyprint.formatting_structure.boxes import MarginBox, TextBox

_REFERENCE = re.compile(rb"(\d+) 0 R")


class Tagging:
    """Called with the laid-out document and its PDF; changes the PDF in place."""

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        tree = _StructureTree(pdf)
        for page, reference in zip(document.pages, pdf.page_references, strict=True):
            elements, boxes = tree.by_page[reference], list(_content(page))
            _scope_headers(tree, elements)
            _name_languages(elements, boxes)
            _spell_right_to_left(elements, boxes)
        _make_foot_an_artifact(tree)


class _StructureTree:
    """The structure elements of a PDF under construction: those of each page in reading order, and the orphans."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root: Any = self.at(pdf.catalog["StructTreeRoot"])
        self.by_page: defaultdict[bytes, list[Any]] = defaultdict(list)
        reachable = set()
        for element in self._walk(self.root["K"]):
            reachable.add(id(element))
            if "Pg" in element:
                self.by_page[element["Pg"]].append(element)
        self.orphans = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem" and id(thing) not in reachable
        ]

    def at(self, reference: Any) -> Any:
        """The object behind a reference such as b"12 0 R"."""
        match = _REFERENCE.fullmatch(reference)
        return self.pdf.objects[int(match[1])] if match else None

    def _walk(self, kids: Any) -> Iterator[Any]:
        for kid in kids:
            element = self.at(kid) if isinstance(kid, bytes) else None
            if element is not None and element.get("Type") == "/StructElem":
                yield element
                yield from self._walk(element["K"])


def _content(page: Page) -> Iterator[Any]:
    """The boxes of a page in reading order, without those in its margins."""
    for box in page._page_box.children:
        if not isinstance(box, MarginBox):
            yield from box.descendants()


def _scope_headers(tree: _StructureTree, elements: list[Any]) -> None:
    for element in elements:
        if element["S"] == "/TH":
            row = tree.at(element["P"])
            element["A"]["Scope"] = "/Column" if tree.at(row["P"])["S"] == "/THead" else "/Row"


def _name_languages(elements: list[Any], boxes: list[Any]) -> None:
    """Give a section's tag the language of the section."""
    tags = (element for element in elements if element["S"] == "/Sect")
    sections = (box for box in boxes if box.element_tag == "section")
    for tag, section in zip(tags, sections, strict=True):
        if language := section.element.attrib.get("lang"):
            tag["Lang"] = pydyf.String(language)


def _spell_right_to_left(elements: list[Any], boxes: list[Any]) -> None:
    """Give each run of right-to-left text its letters in reading order (ISO 32000-1, 14.9.4, ActualText)."""
    owners = (element for element in elements if element["S"] != "/Figure" for _ in _marks(element))
    texts = (box.text for box in boxes if isinstance(box, TextBox))
    for owner, text in zip(owners, texts, strict=True):
        if owner["S"] == "/Span" and any(bidirectional(letter) in {"R", "AL"} for letter in text):
            owner["ActualText"] = pydyf.String(text)


def _marks(element: Any) -> list[int]:
    """The numbers of the marked content that an element owns itself."""
    return [kid for kid in element["K"] if type(kid) is int]


def _make_foot_an_artifact(tree: _StructureTree) -> None:
    """Turn marked content that hangs outside the tree into artifacts (ISO 14289-1, 7.1 and 7.8)."""
    marks_by_page: defaultdict[bytes, set[int]] = defaultdict(set)
    for element in tree.orphans:
        marks_by_page[element["Pg"]].update(_marks(element))
        element.clear()  # an empty object: the library cannot write a file with holes in its numbering
    owners_by_page = tree.at(tree.root["ParentTree"])["Nums"]
    for number, reference in enumerate(tree.pdf.page_references):
        marks = marks_by_page[reference]
        owners = owners_by_page[2 * number + 1]
        owners[:] = ["null" if mark in marks else owner for mark, owner in enumerate(owners)]
        _release(tree.at(tree.at(reference)["Contents"]).stream, marks)


def _release(stream: list[Any], marks: set[int]) -> None:
    """In a page's content, which is a flat list of operands and operators, replace the tags of `marks`."""
    for position, part in enumerate(stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in marks:
            stream[position - 1] = "/Artifact"
            stream[position] = pydyf.Dictionary({"Type": "/Pagination"})
