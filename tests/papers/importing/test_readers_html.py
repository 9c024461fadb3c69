"""What a web page says, and what of it is the site's."""

import pytest

from papers.importing.blocks import Block, Document, Link
from papers.importing.readers.html import parse_html, read_html
from papers.importing.reading import characters

WORDS = "Enough words for this to be the page's content and not a stray line of its furniture. " * 2


def read(body: str, head: str = "") -> Document:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def blocks(body: str) -> list[Block]:
    return list(read(body).blocks)


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("<nav>Home</nav>", "navigation of the website"),
        ("<aside>Related</aside>", "beside the page's main content"),
        ("<footer>Terms</footer>", "the website's footer"),
        ("<header><a href='/'>Home</a></header>", "the website's header"),
        ("<div class='cookie-banner'><p>Cookies?</p></div>", "a cookie notice"),
        ("<div role='search'>Find</div>", "a form of the website"),
        ("<script>run()</script>", "a script of the web page"),
        ("<form>Sign up</form>", "a form of the website"),
        ("<p hidden>Later</p>", "hidden on the web page"),
    ],
)
def test_furniture_is_left_out_with_its_reason(part: str, why: str) -> None:
    document = read(f"<p>Kept.</p>{part}")
    assert [block.text for block in document.blocks] == ["Kept."]
    assert [item.why for item in document.left_out] == [why]


def test_only_the_main_content_is_read() -> None:
    document = read(f"<div>Menu</div><main><p>{WORDS}</p></main><div>Latest</div>")
    assert [block.text for block in document.blocks] == [WORDS.strip()]
    assert [item.text for item in document.left_out] == ["Menu", "Latest"]


def test_a_form_round_the_whole_page_is_no_furniture() -> None:
    assert blocks("<form><h1>Good work</h1><p>Kept.</p></form>")[1].text == "Kept."


def test_an_anchor_that_leads_nowhere_is_kept_as_a_gap() -> None:
    block = blocks("<p>It is so. (<a>Source</a>) <a href='http://a.example'>There</a></p>")[0]
    assert block.links == (Link(11, 17, ""), Link(19, 24, "http://a.example"))


def test_lists_have_their_labels_and_depths() -> None:
    found = blocks(
        "<ol type=a start=2><li>b<ul><li>in</li></ul></li><li value=9>i<p>more</p></li></ol>"
    )
    assert [(b.marker, b.depth, b.text) for b in found] == [
        ("b.", 0, "b"),
        ("•", 1, "in"),
        ("i.", 0, "i"),
        ("", 0, "more"),
    ]


def test_breaks_quotes_figures_and_details() -> None:
    found = blocks(
        "<p>One<br>two</p><blockquote><p>Said</p></blockquote><figure><img alt='A chart'>"
        "<figcaption>Figure 1</figcaption></figure><details><summary>More</summary>Here</details>"
    )
    assert [(b.kind.value, b.text) for b in found] == [
        ("paragraph", "One\ntwo"),
        ("quote", "Said"),
        ("figure", "A chart"),
        ("figure", "Figure 1"),
        ("paragraph", "More"),
        ("paragraph", "Here"),
    ]


def test_a_table_keeps_its_rows_and_links() -> None:
    cells = "<tr><th>No.<th>Question<tr><td>1<td>What <a href='#x'>works</a>?"
    table = blocks(f"<table>{cells}</table>")[0]
    assert table.rows == (("No.", "Question"), ("1", "What works?"))
    assert table.text[table.links[0].start : table.links[0].end] == "works"


def test_loose_text_between_blocks_is_read() -> None:
    found = blocks("<div>Loose <b>text</b><p>para</p>tail<ul>stray<li>item</ul></div>")
    assert " ".join(block.text for block in found) == "Loose text para tail stray item"


def test_words_that_fell_out_of_a_table_s_cells_are_read() -> None:
    found = blocks("<table>stray<tr><td>1</td>more</tr></table>")
    assert [block.text for block in found] == ["stray", "more", "1"]


def test_the_page_says_its_title_author_and_date() -> None:
    head = "<title>Good work | Site</title><meta property='og:title' content='Good work'>"
    head += "<meta name=author content=Trust><meta name=date content=2027-03-04>"
    document = read("<p>x</p>", head)
    assert (document.title, document.author, document.created) == (
        "Good work",
        "Trust",
        "2027-03-04",
    )


def test_a_page_in_a_windows_encoding_is_read() -> None:
    page = "<html><meta charset=windows-1252><p>‘Good’ – what?</p>".encode("cp1252")
    assert read_html(page).blocks[0].text == "‘Good’ – what?"


def test_no_letter_of_the_page_is_lost() -> None:
    body = (
        "<nav>Home <b>News</b></nav><h1>T<i>i</i>tle</h1>text<div>a<span>b<p>c</p>d</span>e</div>"
    )
    body += "<dl><dt>Term<dd>Meaning</dl><table><caption>Cap</caption><tr><td>1<td><p>2<p>3</table>"
    whole = "".join("".join(parse_html(f"<body>{body}</body>").itertext()).split())
    assert sorted(characters(read(body))) == sorted(whole)


FORM = (
    "<h1>Visits</h1><form action='/save'><fieldset><legend>1. Is it long?</legend>"
    "<input type=radio id=a><label for=a>Yes</label><label><input type=radio> No</label>"
    "</fieldset><label for=s>2. Which day?</label><select id=s><option>Please select"
    "<option>Monday</select><button>Next</button></form>"
)


def test_a_form_that_asks_is_read_with_its_answers() -> None:
    read = [(block.marker, block.text) for block in blocks(FORM)]
    assert read == [
        ("", "Visits"),
        ("", "1. Is it long?"),
        ("○", "Yes"),
        ("○", "No"),
        ("", "2. Which day?"),
        ("○", "Monday"),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "<form class='search-form'><label>Find</label><label>In</label></form>",
        "<form><label>Name</label><label>Password</label><input type=password></form>",
        "<form action='/newsletter'><fieldset>Sign up</fieldset></form>",
        "<form id='commentform'><textarea></textarea>Leave a reply</form>",
    ],
)
def test_a_form_of_the_site_is_furniture(form: str) -> None:
    assert [block.text for block in blocks(f"<h1>Visits</h1>{form}")] == ["Visits"]
