"""CSV files as spreadsheets write them, and as they should not be."""

import pytest

from accounts.register.reading import LONGEST_LINE, MOST_CELLS, MOST_LINES, read_register
from accounts.register.refusals import FileRefusedError
from tests.accounts.register_files import only_line, only_refusal, read

CAFE = "Name;Region\nCafé Trust;Yorkshire & Humber\n"


@pytest.mark.parametrize(
    "data",
    [
        CAFE.encode(),
        CAFE.encode("utf-8-sig"),
        CAFE.encode("utf-16"),
        CAFE.encode("utf-16-le"),
        CAFE.encode("utf-16-be"),
        CAFE.encode("windows-1252"),
        CAFE.replace("\n", "\r\n").encode(),
        CAFE.replace("\n", "\r").encode(),
        CAFE.replace(";", ",").encode(),
        CAFE.replace(";", "\t").encode("utf-16"),
        f"sep=;\n{CAFE}".encode(),
        f"\n\n{CAFE}\n;\n".encode(),
    ],
)
def test_a_file_is_read_however_a_spreadsheet_writes_it(data: bytes) -> None:
    (line,) = read_register(data).lines
    assert dict(line.values) == {"name": "Café Trust", "region": "yorkshire"}


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    line = only_line('Name,About\n"Northfield, ""the"" Trust","One.\nTwo."\n')
    assert dict(line.values) == {"name": 'Northfield, "the" Trust', "about": "One.\nTwo."}


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    found = read('Name,About\n"A Trust","One.\nTwo."\n\nB Trust,\n')
    assert [line.number for line in found.lines] == [2, 5]


def test_columns_are_known_by_several_names_and_others_are_told() -> None:
    found = read("ORGANISATION NAME,Charity No.,Secretary,web-site\nA Trust,1000001,x,a.example\n")
    assert found.ignored == ("Secretary",)
    assert dict(found.lines[0].values) == {
        "name": "A Trust",
        "charity_number": "1000001",
        "website": "https://a.example",
    }


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("small", "small"),
        ("Micro: under £10,000", "micro"),
        ("under £10,000", "micro"),
        ("9999.99", "micro"),
        ("£10,000", "small"),
        ("45k", "small"),
        ("100000", "medium"),
        ("£1.5 million", "large"),
        ("10m", "major"),
        ("0", "micro"),
    ],
)
def test_a_size_is_a_band_or_an_income(typed: str, band: str) -> None:
    assert only_line(f'Name,Income\nA Trust,"{typed}"\n').text("size") == band


@pytest.mark.parametrize("typed", ["-5", "45.000", "about 45000", "£", "٤٥٠٠٠", "1e6", "big"])
def test_what_is_no_size_is_refused_with_the_words_to_use(typed: str) -> None:
    assert "Micro; Small; Medium; Large; Major" in only_refusal(f"Name,Size\nA,{typed}\n").reason


def test_lists_are_parted_by_semicolons_and_put_in_order_once() -> None:
    line = only_line(
        "Name,Specialisms,Serves,Led by,E-mail domains\n"
        "A Trust,Sport; housing; Sport and activity,women;Families of people in prison,"
        "Lived experience,@a.example; A.example\n"
    )
    assert line.values["specialisms"] == ["housing", "sport"]
    assert line.values["serves"] == ["families", "women"]
    assert line.values["led_by"] == ["lived-experience"]
    assert line.values["email_domains"] == ["a.example"]


def test_a_refused_line_says_everything_that_is_wrong_and_the_others_go_on() -> None:
    found = read("Name,Charity number,Region\n,12,Mars\nA Trust,1000001,Wales\n")
    (line,) = found.refused
    assert line.number == 2
    for words in ("Name: Write the name", "Charity number: This is no", "“Mars” is no region"):
        assert words in line.reason
    assert [one.name for one in found.lines] == ["A Trust"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("A Trust,x,y", "more cells than there are columns"),
        (f"{'n' * 121},", "Keep it to 120 characters: this has 121"),
        ("A\x07 Trust,", "a control character (U+0007)"),
        ('"A" Trust,', "quotation marks do not pair"),
        ("…,", "Write the name of the organisation"),
        ("A Trust,javascript:alert(1)", "Write the web address like"),
    ],
)
def test_a_line_that_cannot_be_taken_is_refused_alone(line: str, words: str) -> None:
    found = read(f"Name,Website\n{line}\nB Trust,\n")
    assert words in found.refused[0].reason
    assert [one.name for one in found.lines] == ["B Trust"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b"\n\n  \n", "This file is empty"),
        (b"Name\n", "names its columns, and no organisation"),
        (b"Charity number\n1000001\n", "No column is called “Name”"),
        (b"Name,Organisation\nA,B\n", "Two columns are read as “Name”"),
        (b"PK\x03\x04rest", "an Excel or OpenDocument workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Line 3 holds a null character"),
        (b"Name\nA\x00 Trust\n", "Line 2 holds a null character"),
        (b"Name\nCaf\xc3\xa9 Trust\nCaf\xe9 Trust\n", "Line 3 holds bytes that are not UTF-8"),
        (b"Name\nA\x81Trust\n", "Line 2 holds bytes that are no text"),
        (b'Name\n"A Trust\nB Trust\n', "opened on line 2 and never closed"),
        (b"Name\n" + b"x" * (LONGEST_LINE + 1), "Line 2 has 100,001 characters"),
        (b'Name\n"' + b"x\n" * 70_000, "opened on line 2 and never closed"),
        (b"Name" + b"," * MOST_CELLS, "more than 500 cells"),
        (b"Name\n" + b"A\n" * (MOST_LINES + 1), "more than 20,000 lines"),
        (b"x" * (8 * 1024**2 + 1), "too large: keep to 8 MB"),
        (b"," * 8_000_000, "Line 1 has"),
        (b"\xff\xfeN\x00a\x00\x00\xd8", "no text in UTF-16"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_is_refused_in_a_sentence(
    data: bytes, words: str
) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        read_register(data)
    assert words in str(refusal.value)
