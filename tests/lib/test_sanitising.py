import html
import re
import string

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from consultation.lib import sanitising
from consultation.lib.sanitising import TextTooLongError, render_prose, render_response
from consultation.lib.text import without_unstorable

TAG = re.compile(r"<[^>]*>")
STORABLE = st.text(st.characters(codec="utf-8")).map(without_unstorable)
MARKED = st.text(alphabet="ab 1.)-+*_>[]()#|\\`~!&<;:/\n\t", max_size=300)

HONEST = [
    "We spent <redacted> on it.",
    "Write to <jo@example.org> or <https:>",
    "a < b and b > a, so 2 <3",
    "&amp; and &lt;b&gt; and &#39; and &nbsp;",
    "<b>bold?</b>",
    "5 * 3 * 2 = 30",
    "£1,000 (about $1,200) -- see note [1]",
    "Name: ______ Age: ____",
    r"¯\_(ツ)_/¯ and C:\temp\_files",
    "snake_case_name and 2**8",
    "# not a heading",
    "```",
    "    four spaces in",
    ">50% of people in prison",
    "is this true\n>?",
    "+44 20 7946 0000",
    "[ref]: https",
    "| a | b |",
    "Title\n=====",
    "---",
    "-",
    ">",
    "1.",
    r"\\*not a list\*",
    "~~struck~~",
    "end.In the next sentence, example.org is no link",
    "Prison — “rehabilitative” – isn’t it?",
    "Cymraeg: ŵ ŷ; العربية; 中文; 👩🏽‍⚖️",
]


def visible(rendered: str) -> str:
    return html.unescape(TAG.sub("", rendered))


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_shown_exactly_as_typed(text: str) -> None:
    assert visible(render_response(text)).strip() == text.strip()


@examples(deadline=None)
@given(st.text(alphabet=string.ascii_letters + string.digits + " <>&;'\"éß中", max_size=200))
def test_any_words_can_be_read_back(words: str) -> None:
    text = "x" + " ".join(words.split())
    assert visible(render_response(text)).strip() == text


@examples(deadline=None)
@given(MARKED)
def test_no_letter_is_lost_whatever_marks_surround_it(text: str) -> None:
    letters = re.compile(r"[^ab<&;:/!#|`~\\]")
    assert letters.sub("", visible(render_response(text))) == letters.sub("", text)


@examples(deadline=None)
@given(STORABLE)
def test_storable_text_always_renders(text: str) -> None:
    assert isinstance(render_response(text), str)
    assert isinstance(render_prose(text), str)


@examples(deadline=None)
@given(STORABLE | MARKED)
def test_cleaning_what_was_rendered_changes_nothing(text: str) -> None:
    once = render_response(text)
    assert sanitising.RESPONSE_CLEANER.clean(once) == once
    assert render_response(text) == once


@examples(deadline=None)
@given(MARKED)
def test_cleaning_rendered_prose_changes_nothing(text: str) -> None:
    once = render_prose(text)
    assert sanitising.PROSE_CLEANER.clean(once) == once


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**bold**", "<strong>bold</strong>"),
        ("*italic*", "<em>italic</em>"),
        ("_italic_", "<em>italic</em>"),
        ("one\ntwo", "one<br>\ntwo"),
        ("- a\n- b", '<ul>\n<li dir="auto">a</li>\n<li dir="auto">b</li>\n</ul>'),
        ("> said", '<blockquote dir="auto">\n<p dir="auto">said</p>\n</blockquote>'),
        ("plain", '<p dir="auto">plain</p>'),
    ],
)
def test_a_little_markdown_is_read(text: str, wanted: str) -> None:
    assert wanted in render_response(text)


def test_answers_keep_the_numbers_they_were_given() -> None:
    rendered = render_response("2. yes\n4. no\n5. perhaps")
    assert '<ol start="2">' in rendered
    assert '<li value="4" dir="auto">no' in rendered
    assert rendered.count("value=") == 1


@pytest.mark.parametrize("mark", ["# ", "## ", "```\n", "| a |\n|---|\n", "---\n", "![x]"])
def test_no_headings_tables_code_or_images_in_a_response(mark: str) -> None:
    rendered = render_response(f"{mark}text")
    assert set(re.findall(r"<(\w+)", rendered)) <= {"p", "br"}


def test_an_image_stays_as_typed_but_for_its_address() -> None:
    rendered = render_response("![x](https://example.org/x.png)")
    assert visible(rendered).strip() == "![x](https://example.org/x.png)"
    assert "<img" not in rendered


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2"),
        ("(at http://example.org/x)", "http://example.org/x"),
        ("www.example.org!", "https://www.example.org"),
        ("https://example.org/_a_/*b*/c", "https://example.org/_a_/*b*/c"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("**https://example.org**", "https://example.org"),
        ("[words](https://example.org/a)", "https://example.org/a"),
        ("[write](mailto:jo@example.org)", "mailto:jo@example.org"),
    ],
)
def test_addresses_become_links_nobody_vouches_for(text: str, href: str) -> None:
    wanted = f'<a href="{href}" rel="nofollow ugc noopener" dir="auto">'
    assert wanted in render_response(text)


@pytest.mark.parametrize(
    "text",
    ["[a](/papers/)", "[a](//example.org)", "[a](#b)", "[a](ftp://b.org)", "jo@example.org"],
)
def test_no_other_links_in_a_response(text: str) -> None:
    assert "<a" not in render_response(text)
    assert visible(render_response(text)).strip() == text


def test_what_nests_too_deep_is_shown_as_typed() -> None:
    text = "\n".join("  " * depth + f"- level{depth}" for depth in range(12))
    rendered = render_response(text)
    assert rendered.count("<ul>") == 4
    assert all(f"level{depth}" in rendered for depth in range(12))


def test_a_flood_of_marks_is_shown_as_typed() -> None:
    text = "*a* " * 3000
    assert visible(render_response(text)).strip() == text.strip()


@pytest.mark.parametrize("control", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2068"])
def test_bidi_controls_stay_inside_their_block(control: str) -> None:
    rendered = render_response(f"{control}one\n\ntwo [x](https://example.org/{control})")
    blocks = re.findall(r"<(?:p|li|blockquote|a)\b[^>]*>", rendered)
    assert blocks
    assert all('dir="auto"' in block for block in blocks)


def test_a_response_has_a_longest_length() -> None:
    assert render_response("a" * 20_000)
    with pytest.raises(TextTooLongError, match="20,001"):
        render_response("a" * 20_001)


def test_prose_has_a_longest_length() -> None:
    with pytest.raises(TextTooLongError) as caught:
        render_prose("a" * 200_001)
    assert caught.value.limit == 200_000


def test_unstorable_text_renders_without_what_cannot_be_kept() -> None:
    assert visible(render_response("a\x00b\ud800c\uffff")).strip() == "abc"


@pytest.mark.parametrize(
    ("typed", "tag"), [("#", "h3"), ("##", "h4"), ("###", "h5"), ("####", "h6")]
)
def test_headings_in_prose_start_below_the_pages_own(typed: str, tag: str) -> None:
    assert render_prose(f"{typed} Why") == f'<{tag} dir="auto">Why</{tag}>\n'


def test_prose_may_hold_a_table() -> None:
    rendered = render_prose("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert '<th dir="auto" scope="col">a</th>' in rendered
    assert "style" not in rendered


def test_prose_links_within_the_site_and_are_ours() -> None:
    rendered = render_prose("[a](/papers/) [b](#c) [d](//example.org) [e](/\\example.org)")
    assert rendered.count('rel="noopener"') == 2
    assert "[d](//example.org)" in rendered
    assert "\\example.org)" in rendered
