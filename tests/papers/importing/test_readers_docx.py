"""What a Word file says, its counted labels included, and that no letter of it is lost."""

from lxml import etree

from papers.importing.blocks import Block, BlockKind, Link
from papers.importing.readers.docx import read_docx
from papers.importing.reading import characters
from tests.papers.importing.packages import WORD, docx, paragraph, word_part, zipped

W = f"{{{WORD}}}"
LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
BOX = "<w:txbxContent>" + paragraph("Words in a box.") + "</w:txbxContent>"
NOTE = '<w:footnote w:id="2">' + paragraph("The note.") + "</w:footnote>"


def level(index: int, text: str, style: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def blocks(body: str, **parts: str) -> list[Block]:
    return list(read_docx(docx(body, **parts)).blocks)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word_counts_the_questions() -> None:
    body = paragraph("First?", LIST.format(0, 1)) + "<w:p/>" + paragraph("Next?", LIST.format(0, 1))
    found = blocks(body, numbering=numbering(level(0, "Question %1 –")))
    assert [block.marker for block in found] == ["Question 1 –", "Question 2 –"]


def test_a_deeper_level_counts_anew_under_each() -> None:
    levels = numbering(level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "%1.%3"))
    order = (0, 1, 1, 0, 1, 2)
    found = blocks("".join(paragraph("x", LIST.format(n, 1)) for n in order), numbering=levels)
    assert [b.marker for b in found] == ["1.", "(a)", "(b)", "2.", "(a)", "2.1"]
    assert [b.depth for b in found] == list(order)


def test_a_list_that_is_told_to_starts_again() -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    more += '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = "".join(paragraph("x", LIST.format(0, which)) for which in (1, 1, 2, 2))
    found = blocks(body, numbering=numbering(level(0, "%1)"), more=more))
    assert [b.marker for b in found] == ["1)", "2)", "1)", "2)"]


def test_a_style_can_number_its_paragraphs() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Ask"/><w:pPr><w:numPr>'
    styles += '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = paragraph("What works?", '<w:pStyle w:val="Q"/>')
    found = blocks(body, styles=styles, numbering=numbering(level(0, "Q%1.")))
    assert found[0].marker == "Q1."


def test_headings_are_known_by_name_by_parent_and_by_outline() -> None:
    styles = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    styles += '<w:style w:styleId="Own"><w:name w:val="Ours"/><w:basedOn w:val="H"/></w:style>'
    marks = ('<w:pStyle w:val="H"/>', '<w:pStyle w:val="Own"/>', '<w:outlineLvl w:val="0"/>')
    found = blocks("".join(paragraph("A heading", mark) for mark in marks), styles=styles)
    assert [(b.kind, b.level) for b in found] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 1),
    ]


def test_bold_is_said_of_a_paragraph_that_is_bold_throughout() -> None:
    body = f"<w:p>{run('What works', '<w:b/>')}{run('? ')}</w:p>"
    body += f"<w:p>{run('a', '<w:b/>')}{run('b')}</w:p>"
    assert [block.bold for block in blocks(body)] == [True, False]


def test_a_style_of_letters_can_be_bold() -> None:
    styles = '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/>'
    styles += "<w:rPr><w:b/></w:rPr></w:style>"
    body = "<w:p>" + run("What works?", '<w:rStyle w:val="S"/>') + "</w:p>"
    assert blocks(body, styles=styles)[0].bold


def test_a_link_and_a_note_keep_their_places() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = f"<w:p>{run('See ')}{field.format('begin')}<w:r><w:instrText>"
    body += f'HYPERLINK "http://a.example"</w:instrText></w:r>{field.format("separate")}'
    body += f"{run('this')}{field.format('end')}{run('.')}"
    body += '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    text, note = blocks(body, footnotes=NOTE)
    assert text.links == (Link(4, 8, "http://a.example"),)
    assert (text.note_marks[0].at, text.note_marks[0].note) == (9, note.note_id)
    assert (note.kind, note.text) == (BlockKind.NOTE, "The note.")


def test_what_mammoth_passes_over_is_read_all_the_same() -> None:
    body = f"<w:p><w:fldSimple w:instr='REF x'>{run('field ')}</w:fldSimple>"
    body += "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
    body += f"<w:bdo w:val='ltr'>{run(' bidi')}</w:bdo></w:p>"
    body += (
        f"<w:p>{run('Before.')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing>"
    )
    body += f"</mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
    body += "</w:r></w:p>" + paragraph("After.")
    assert [b.text for b in blocks(body)] == [
        "field x+y bidi",
        "Before.",
        "Words in a box.",
        "After.",
    ]


def test_a_tick_box_is_its_sign() -> None:
    box = '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/'
    box += f'wordml"/></w:sdtPr><w:sdtContent>{run("☐")}</w:sdtContent></w:sdt>'
    assert blocks(f"<w:p>{box}{run(' Yes')}</w:p>")[0].text == "☐ Yes"


def test_deleted_text_headers_and_comments_are_left_out_and_listed() -> None:
    body = f"<w:p>{run('Kept.')}<w:del><w:r><w:delText>Cut.</w:delText></w:r></w:del>"
    body += f"<w:ins>{run(' Added.')}</w:ins></w:p>"
    comment = f'<w:comment w:id="1">{paragraph("Really?")}</w:comment>'
    document = read_docx(docx(body, comments=comment, header1=paragraph("DRAFT")))
    assert [block.text for block in document.blocks] == ["Kept. Added."]
    assert [(item.text, item.why) for item in document.left_out] == [
        ("Cut.", "deleted with changes tracked"),
        ("Really?", "a comment in the margin"),
        ("DRAFT", "running header"),
    ]


def test_a_table_keeps_its_rows_and_one_for_looks_is_read_through() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(paragraph("1")) + cell.format(paragraph("What works?")) + "</w:tr>"
    inner = f"<w:tbl>{row}</w:tbl>"
    outer = f"<w:tbl><w:tr>{cell.format(paragraph('Box') + inner + '<w:p/>')}</w:tr></w:tbl>"
    plain, box, nested = blocks(inner + outer)
    assert plain.rows == nested.rows == (("1", "What works?"),)
    assert plain.text == "1\tWhat works?"
    assert box.text == "Box"


def test_the_file_says_its_title_and_author() -> None:
    core = '<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Good work</dc:title>'
    core += "<dc:creator>Northfield Resettlement Trust</dc:creator></a>"
    parts = {"word/document.xml": word_part("document", f"<w:body>{paragraph('x')}</w:body>")}
    document = read_docx(zipped({**parts, "docProps/core.xml": core}))
    assert (document.title, document.author) == ("Good work", "Northfield Resettlement Trust")


def test_no_letter_of_the_body_is_lost() -> None:
    cells = "".join(f"<w:tc>{paragraph(f'cell {n}')}</w:tc>" for n in range(3))
    body = paragraph("One – “two”") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    body += (
        f"<w:p><w:smartTag>{run('smart')}</w:smartTag><w:hyperlink>{run('linked')}</w:hyperlink>"
    )
    body += f"<w:r>{BOX}</w:r></w:p>" + paragraph("Last.", LIST.format(0, 1))
    root = etree.fromstring(f'<a xmlns:w="{WORD}">{body}</a>')
    written = "".join("".join(element.itertext()) for element in root.iter(f"{W}t"))
    assert sorted(characters(read_docx(docx(body)))) == sorted("".join(written.split()))
