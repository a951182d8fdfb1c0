"""What the PDF's structure still needs after WeasyPrint wrote it, for PDF/UA-1 and for screen readers.

WeasyPrint 70 tags the foot of a page but hangs it nowhere (its issue 1836), gives headers no Scope, and forgets that a
section may be in another language. A `Tagging` is a WeasyPrint finisher that mends these three before the file is
written.
"""

import re
from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import Document

_REFERENCE = re.compile(rb"(\d+) 0 R")


class Tagging:
    """Called with the laid-out document and its PDF; changes the PDF in place."""

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        tree = _StructureTree(pdf)
        _scope_headers(tree)
        _name_languages(tree, document)
        _make_foot_an_artifact(tree, pdf)


class _StructureTree:
    """The structure elements of a PDF under construction, in reading order."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root: Any = self.at(pdf.catalog["StructTreeRoot"])
        self.reachable = list(self._walk(self.root["K"]))

    def at(self, reference: Any) -> Any:
        """The object behind a reference such as b"12 0 R"."""
        match = _REFERENCE.fullmatch(reference)
        return self.pdf.objects[int(match[1])] if match else None

    def all_elements(self) -> Iterator[Any]:
        for thing in self.pdf.objects:
            if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem":
                yield thing

    def parent(self, element: Any) -> Any:
        return self.at(element["P"])

    def _walk(self, kids: Any) -> Iterator[Any]:
        for kid in kids:
            element = self.at(kid) if isinstance(kid, bytes) else None
            if element is not None and element.get("Type") == "/StructElem":
                yield element
                yield from self._walk(element["K"])


def _scope_headers(tree: _StructureTree) -> None:
    for element in tree.reachable:
        if element["S"] == "/TH":
            group = tree.parent(tree.parent(element))
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _name_languages(tree: _StructureTree, document: Document) -> None:
    """Give a section's tag the language of the section.

    WeasyPrint keeps no link from a tag to its box, but writes both in the same order, a `Sect` for each section.
    """
    for number, page in enumerate(document.pages):
        reference = tree.pdf.page_references[number]
        tags = [element for element in tree.reachable if element["S"] == "/Sect" and element["Pg"] == reference]
        boxes = [box for box in page._page_box.descendants() if box.element_tag == "section"]
        for tag, box in zip(tags, boxes, strict=True):
            if language := box.element.attrib.get("lang"):
                tag["Lang"] = pydyf.String(language)


def _make_foot_an_artifact(tree: _StructureTree, pdf: pydyf.PDF) -> None:
    """Turn marked content that hangs outside the tree into artifacts (ISO 14289-1, 7.1 and 7.8)."""
    reachable = {id(element) for element in tree.reachable}
    orphans = [element for element in tree.all_elements() if id(element) not in reachable]
    owners_by_page = tree.at(tree.root["ParentTree"])["Nums"]
    for number, reference in enumerate(pdf.page_references):
        marks = {kid for element in orphans if element["Pg"] == reference for kid in element["K"] if type(kid) is int}
        owners = owners_by_page[2 * number + 1]
        owners[:] = ["null" if mark in marks else owner for mark, owner in enumerate(owners)]
        _release(tree.at(tree.at(reference)["Contents"]).stream, marks)
    for element in orphans:
        element.clear()  # an empty object: the library cannot write a file with holes in its numbering


def _release(stream: list[Any], marks: set[int]) -> None:
    """In a page's content, which is a flat list of operands and operators, replace the tags of `marks`."""
    for position, part in enumerate(stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in marks:
            stream[position - 1] = "/Artifact"
            stream[position] = pydyf.Dictionary({"Type": "/Pagination"})
