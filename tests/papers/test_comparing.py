"""What changed between two contents: matched by what each part is, and bounded in time."""

from dataclasses import replace
from typing import Any

import pytest

from consultation.lib.sanitising import render_prose
from papers.comparing import Changes, compare
from papers.comparing.passages import lines_of
from papers.comparing.sections import moved_places
from papers.comparing.shapes import Mark
from papers.content import (
    AttachmentContent,
    CallContent,
    PaperContent,
    QuestionContent,
    SectionContent,
    SourceContent,
)

SAME, ADDED, REMOVED = Mark.SAME, Mark.ADDED, Mark.REMOVED


def question(number: int, text: str = "", **fields: Any) -> QuestionContent:
    context = fields.pop("context", "")
    values = {"kind": "open", "parts": (), "wording": 1, **fields}
    return QuestionContent(
        id=100 + number,
        number=number,
        text=text or f"What helps, {number}?",
        context=context,
        context_html=render_prose(context),
        **values,
    )


def section(
    title: str, *questions: QuestionContent, body: str = "", **fields: Any
) -> SectionContent:
    sources = fields.pop("sources", ())
    return SectionContent(title, body, render_prose(body), questions, sources, **fields)


def content(*sections: SectionContent, **fields: Any) -> PaperContent:
    blank: dict[str, Any] = {
        "title": "Good rehabilitation",
        "summary": "What helps.",
        "summary_html": render_prose("What helps."),
        "author": "",
        "topics": (),
        "contact_html": "",
        "next_steps_html": "",
        "calls": (),
    }
    return PaperContent(**{**blank, "sections": sections, **fields})


def told(changes: Changes) -> dict[str, tuple[str, ...]]:
    """Return the deeds by what they happened to, of sections and questions alike."""
    flat = [part for change in changes for part in (change, *change.below)]
    return {part.what: part.deeds for part in flat}


def passages(changes: Changes) -> dict[str, str]:
    """Return each passage as one line: what was removed in [-…-], what was added in {+…+}."""
    flat = [part for change in changes for part in (change, *change.below)]
    signs = {SAME: "{}", ADDED: "{{+{}+}}", REMOVED: "[-{}-]"}
    return {
        passage.label: "/".join(
            "".join(signs[piece.mark].format(piece.text) for piece in line.pieces)
            for stretch in passage.stretches
            for line in stretch.lines
        )
        for part in flat
        for passage in part.passages
    }


def test_nothing_changed() -> None:
    same = content(section("One", question(1)))
    assert compare(same, same).is_empty
    # A preview has no wording numbers yet, and reads the same.
    preview = content(section("One", question(1, wording=0)))
    assert compare(same, preview).is_empty


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("What helps?", "What helps most?", "What helps {+most+}?"),
        ("Does it help you now?", "Does it help now?", "Does it help [-you -]now?"),
        ("What helps people?", "What helps families?", "What helps [-people-]{+families+}?"),
        ("Say why.", "What did it cost?", "[-Say why.-]{+What did it cost?+}"),
        ("Now the House may mend the law", "Now each House may mend the law",
         "Now [-the-]{+each+} House may mend the law"),
        ("What helps most?", "What helps?", "What helps [-most-]?"),
        ("a, b, c and so on", "a, x, c and so on", "a, [-b-]{+x+}, c and so on"),
    ],
)  # fmt: skip
def test_words_are_marked_where_they_differ(old: str, new: str, said: str) -> None:
    changes = compare(content(title=old), content(title=new))
    assert passages(changes)["Title"] == said
    assert changes.counted == ("title changed",)


def test_a_question_is_known_by_its_id() -> None:
    old = content(section("One", question(1), question(2)))
    new = content(section("One", question(1, "What helps most, 1?"), question(2)))
    changes = compare(old, new)
    assert told(changes) == {"One": (), "Question 1: What helps most, 1?": ("reworded",)}
    assert changes.counted == ("1 question reworded",)


@pytest.mark.parametrize(
    ("fields", "deed", "label"),
    [
        ({"parts": ("And why?",)}, "with other further asks", "Further asks"),
        ({"options": ("Yes", "No")}, "with other options", "To choose from"),
        ({"kind": "single"}, "answered in another way", "How to answer"),
        ({"has_dont_know": True}, "answered in another way", "How to answer"),
        ({"help_text": "In a sentence."}, "answered in another way", "How to answer"),
        ({"word_limit": 200}, "answered in another way", "How to answer"),
        ({"is_required": True}, "answered in another way", "How to answer"),
        ({"context": "Costs rose."}, "with another reason for asking", "Why we ask"),
        (
            {"is_retired": True, "retired_reason": "Answered."},
            "no longer asked",
            "Why it is no longer asked",
        ),
        (
            {"sources": (SourceContent("A study", "", "2015", ""),)},
            "with other sources",
            "Sources",
        ),
    ],
)
def test_whatever_is_other_about_a_question_is_told(
    fields: dict[str, Any], deed: str, label: str
) -> None:
    old, new = content(section("One", question(1))), content(section("One", question(1, **fields)))
    changes = compare(old, new)
    assert told(changes)["Question 1: What helps, 1?"] == (deed,)
    assert passages(changes)[label].startswith("{+")
    assert "[-" in passages(compare(new, old))[label]


def test_a_question_that_is_asked_again() -> None:
    old = content(section("One", question(1, is_retired=True, retired_reason="Answered.")))
    changes = compare(old, content(section("One", question(1))))
    assert changes.counted == ("1 question asked again",)


def test_a_question_moves_to_another_section_and_within_one() -> None:
    old = content(section("One", question(1), question(2), question(3)), section("Two"))
    new = content(section("One", question(3), question(2)), section("Two", question(1)))
    found = told(compare(old, new))
    assert found["Question 1: What helps, 1?"] == ("moved from “One”",)
    assert len([deeds for deeds in found.values() if deeds == ("moved within its section",)]) == 1


def test_only_what_moved_is_said_to_have_moved() -> None:
    titles = ["One", "Two", "Three", "Four"]
    old = content(*map(section, titles))
    new = content(*map(section, ["Four", "One", "Two", "Three"]))
    assert told(compare(old, new)) == {"Four": ("moved",)}


def test_a_renamed_section_is_known_by_its_questions() -> None:
    old = content(section("Before release", question(1)), section("After"))
    new = content(section("Getting ready", question(1)), section("After"))
    changes = compare(old, new)
    assert told(changes) == {"Getting ready": ("renamed",)}
    assert passages(changes)["Title"] == "[-Before release-]{+Getting ready+}"


def test_a_renamed_section_without_questions_is_known_by_its_words() -> None:
    body = "Most people who leave prison have nobody to meet them at the gate."
    old, new = content(section("One", body=body)), content(section("The gate", body=body + " Why?"))
    assert told(compare(old, new)) == {"The gate": ("renamed", "reworded")}


def test_added_and_removed_sections_stand_where_they_stand() -> None:
    old = content(section("One"), section("Gone", question(1), body="Old words."), section("Last"))
    new = content(section("One"), section("Last"), section("New", body="Fresh text."))
    changes = compare(old, new)
    assert [change.what for change in changes] == ["Gone", "New"]
    assert told(changes)["Question 1"] == ("removed",)
    assert changes.counted == ("1 question removed", "1 section added", "1 section removed")


def test_two_sections_of_one_title_are_told_apart_by_their_order() -> None:
    old = content(
        section("Evidence", body="First words."), section("Evidence", body="Second ones.")
    )
    new = content(section("Evidence", body="First words."), section("Evidence", body="Second one."))
    assert passages(compare(old, new))["Text"] == "Second [-ones-]{+one+}."


def test_everything_around_the_sections_is_compared() -> None:
    old = content()
    new = content(
        author="Northfield Resettlement Trust",
        topics=("Housing",),
        contact_html=render_prose("policy@soundings.example"),
        next_steps_html=render_prose("We read them."),
        audience_html=render_prose("Anybody."),
        open_to_change_html=render_prose("Everything."),
        calls=(CallContent("Governors", "Talk.", render_prose("Talk.")),),
        attachments=(AttachmentContent("a", "Annex", "annex.pdf", "application/pdf", 9),),
    )
    assert list(passages(compare(old, new))) == [
        "Author", "Topics", "Who we ask", "What can still change", "To download",
        "Conversations we are asking for", "What happens next", "Contact",
    ]  # fmt: skip


def test_another_file_under_the_same_name_is_told() -> None:
    file = AttachmentContent("a", "Annex", "annex.pdf", "application/pdf", 9)
    old, new = content(attachments=(file,)), content(attachments=(replace(file, public_id="b"),))
    (change,) = compare(old, new)
    assert [passage.note for passage in change.passages] == [
        "The words are the same; the file is another."
    ]


def test_a_link_that_leads_elsewhere_is_a_change_of_words() -> None:
    old, new = (
        content(section("One", body=f"Read [the study](https://{host}/)."))
        for host in ("one.example", "two.example")
    )
    assert "[-one-]{+two+}" in passages(compare(old, new))["Text"]


def test_emphasis_alone_is_told_without_words() -> None:
    old, new = content(section("One", body="Now.")), content(section("One", body="**Now.**"))
    (change,) = compare(old, new)
    assert change.passages[0].stretches == ()
    assert change.passages[0].note.startswith("The words are the same")


def test_lists_headings_and_tables_are_read_line_by_line() -> None:
    html = render_prose("# Why\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd & so")
    assert lines_of(html) == [
        ("Why", "heading"), ("one", "item"), ("two", "item"), ("a | b", "row"), ("1 | 2", "row"),
        ("End & so", "paragraph"),
    ]  # fmt: skip


def test_what_did_not_change_is_folded_around_it() -> None:
    lines = [f"Paragraph number {count} of the text." for count in range(12)]
    changed = [*lines[:6], "Quite another sentence stands here.", *lines[7:]]
    old, new = (content(section("One", body="\n\n".join(some))) for some in (lines, changed))
    (change,) = compare(old, new)
    stretches = change.passages[0].stretches
    assert [(len(some.lines), some.is_folded) for some in stretches] == [
        (5, True), (4, False), (4, True)
    ]  # fmt: skip


def test_the_fewest_are_said_to_have_moved() -> None:
    assert moved_places([0, 1, 2]) == set()
    assert moved_places([3, 0, 1, 2]) == {3}
    assert moved_places([]) == set()
