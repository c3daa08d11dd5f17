"""Opening files by their content, and refusing what no official file is."""

import zipfile

import pytest

from careers.importers import readers
from careers.importers.readers import FileError, read
from tests import official


def rows(document) -> list[list]:
    return [row for _, row in document.sheets[0].rows()]


def refusal(path) -> str:
    with pytest.raises(FileError) as error:
        read(path)
    return str(error.value)


@pytest.fixture
def file(tmp_path):
    def write(content: bytes, name: str = "file.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffCode,Title\n11-1011,Chef d’équipe\n".encode(),
        b"Code,Title\r\n11-1011,Chef d\x92\xe9quipe\r\n",
        "Code\tTitle\n11-1011\tChef d’équipe\n".encode(),
    ],
    ids=["utf-8 with mark", "windows-1252", "tabs"],
)
def test_text_tables_are_read_whatever_their_encoding_and_separator(file, content):
    assert rows(read(file(content))) == [["Code", "Title"], ["11-1011", "Chef d’équipe"]]


def test_quotation_marks_are_text_where_tabs_part_the_cells(file):
    assert rows(read(file(b'Task\tType\nSay "stop"\t"Core\n')))[1] == ['Say "stop"', '"Core']


def test_lines_are_counted_as_a_person_does_and_empty_ones_passed_over(file):
    sheet = read(file(b"a,b\n\n,\n1,2\n")).sheets[0]
    assert list(sheet.rows()) == [(1, ["a", "b"]), (4, ["1", "2"])]
    assert sheet.first(1) == [(1, ["a", "b"])]


def test_lists_of_objects_in_json_are_tables(file):
    document = read(file(b'\xef\xbb\xbf {"rows": [{"a": 1}, {"a": 2, "b": [3]}], "pager": {"page": 1}}'))
    assert [sheet.name for sheet in document.sheets] == ["rows"]
    assert rows(document) == [["a", "b"], [1, None], [2, [3]]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file.xlsx: the file is empty."),
        (b"%PDF-1.7 ...", "file.xlsx: this is a PDF. Take the agency's spreadsheet or text file instead."),
        (b"PK\x03\x04 cut off", "file.xlsx: the workbook is damaged or was cut off. Fetch it again."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off",
            "file.xlsx: the workbook is damaged or was cut off. Fetch it again.",
        ),
        (b"\x7fELF\x00\x00", "file.xlsx: this is neither a workbook, nor a text table, nor JSON."),
        (b'{"rows": [', "file.xlsx: the JSON file is damaged or was cut off. Fetch it again."),
        (b"[" * 100_000, "file.xlsx: the JSON file is damaged or was cut off. Fetch it again."),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(file, content, said):
    assert refusal(file(content, "file.xlsx")) == said


def test_zip_archive_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "oesm24nat.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("national.xlsx", b"x")
    assert refusal(path).endswith("this is a zip archive and not a workbook. Unpack it and give its files.")


def test_zip_bomb_is_refused_by_what_it_claims(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "LARGEST_UNPACKED", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 1_000_001)
    assert path.stat().st_size < 10_000
    assert refusal(path).endswith("unpacks to far more than any official file holds.")


def test_file_of_absurd_size_is_refused_unread(file, monkeypatch):
    monkeypatch.setattr(readers, "LARGEST_FILE", 10)
    assert "the file is larger than" in refusal(file(b"a,b\n1,2\n3,4\n"))


@official.needed
def test_every_official_file_opens():
    refused = []
    for path in sorted((official.FOLDER / "data").rglob("*")):
        if path.is_file():
            try:
                document = read(path)
            except FileError as error:
                refused.append(str(error))
            else:
                assert path.name == "coverage.json" or any(sheet.first(1) for sheet in document.sheets), path
    assert refused == []
