"""What an OpenDocument text says, its counted labels included."""

from lxml import etree

from papers.importing.blocks import Block, BlockKind, Link
from papers.importing.readers.odt import read_odt
from papers.importing.reading import characters
from tests.papers.importing.packages import odt

LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-prefix="Question " style:num-suffix=":" style:num-format="1"/>'
    '<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" '
    'style:num-format="a"/><text:list-level-style-bullet text:level="3" text:bullet-char="-"/>'
    "</text:list-style>"
)


def blocks(body: str, styles: str = "") -> list[Block]:
    return list(read_odt(odt(body, styles)).blocks)


def item(text: str, more: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{more}</text:list-item>"


def test_labels_are_counted_and_nested() -> None:
    deep = f"<text:list>{item('deep')}</text:list>"
    inner = f"<text:list>{item('a')}{item('b', deep)}</text:list>"
    body = f'<text:list text:style-name="L">{item("One?", inner)}{item("Two?")}</text:list>'
    assert [(b.marker, b.depth) for b in blocks(body, LISTS)] == [
        ("Question 1:", 0),
        ("(a)", 1),
        ("(b)", 1),
        ("•", 2),
        ("Question 2:", 0),
    ]


def test_a_list_goes_on_where_it_is_told_to() -> None:
    first = f'<text:list text:style-name="L">{item("One?")}</text:list><text:p>Between.</text:p>'
    second = first.replace("<text:list ", '<text:list text:continue-numbering="true" ')
    assert [b.marker for b in blocks(first + second + first, LISTS) if b.marker] == [
        "Question 1:",
        "Question 2:",
        "Question 1:",
    ]


def test_headings_quotes_and_bold() -> None:
    styles = (
        '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    body = '<text:h text:outline-level="2">Whose?</text:h><text:p text:style-name="B">Bold</text:p>'
    body += '<text:p><text:span text:style-name="B">a</text:span>b</text:p>'
    heading, bold, mixed = blocks(body, styles)
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 2)
    assert (bold.bold, mixed.bold) == (True, False)


def test_blanks_links_and_notes() -> None:
    body = "<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>"
    body += "<text:a xlink:href='http://a.example'>d</text:a>"
    body += "<text:note text:id='n1'><text:note-citation>1</text:note-citation><text:note-body>"
    body += "<text:p>The note.</text:p></text:note-body></text:note>.</text:p>"
    text, note = blocks(body)
    assert text.text == "a  b\tc\nd."
    assert text.links == (Link(7, 8, "http://a.example"),)
    assert (text.note_marks[0].at, note.note_id, note.text) == (8, "n1", "The note.")


def test_a_text_box_follows_its_paragraph_and_deleted_text_is_listed() -> None:
    body = "<text:tracked-changes><text:p>Cut.</text:p></text:tracked-changes><text:p>Before."
    body += (
        "<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>"
    )
    document = read_odt(odt(body))
    assert [block.text for block in document.blocks] == ["Before.", "Boxed."]
    assert [(o.text, o.why) for o in document.left_out] == [
        ("Cut.", "deleted with changes tracked")
    ]


def test_no_letter_of_the_body_is_lost() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>cell {n}</text:p></table:table-cell>" for n in range(3)
    )
    body = "<text:section><text:p>In – “here”</text:p></text:section><table:table>"
    body += f"<table:table-row>{cells}</table:table-row></table:table><text:p>a<text:span>b"
    body += "<text:span>c</text:span>d</text:span>e<text:date>1 May</text:date></text:p>"
    names = ("text", "table")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    written = "".join(etree.fromstring(f"<a {spaces}>{body}</a>").itertext())
    assert sorted(characters(read_odt(odt(body)))) == sorted("".join(written.split()))
