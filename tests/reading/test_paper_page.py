"""One paper's page at each time of its life, with its sources, headings and files."""

from datetime import UTC, datetime, timedelta

from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    add_question,
    add_section,
    extend_paper,
    publish_paper,
    retire_question,
    withdraw_paper,
)
from papers.models import Attachment, Paper, Picture, Section, Source
from tests.asking import close, make_paper, post_published, question_of
from tests.conftest import ClientFor
from tests.page import Page, fetch, words

LATER = datetime.now(UTC) + timedelta(days=60)


def page_of(client: Client, paper: Paper) -> Page:
    return fetch(client, reverse("reading:paper", args=[paper.slug]))


def question_page(client: Client, paper: Paper, number: int = 1) -> Page:
    return fetch(client, reverse("responses:question", args=[paper.slug, number]))


def republish(editor: User, paper: Paper) -> None:
    """Publish what was written past the actions."""
    paper.refresh_from_db()
    publish_paper(actor=editor, paper=paper)


def test_a_withdrawn_paper_says_why_and_stays_to_be_read(
    visitor: Client, editor: User, participant: User, open_paper: Paper
) -> None:
    post_published(participant, question_of(open_paper), "What was said.")
    withdraw_paper(actor=editor, paper=open_paper, reason="Overtaken by events.")
    page = page_of(visitor, open_paper)
    assert "Overtaken by events." in page.text
    assert "What does good look like, 1?" in page.text
    assert "Answer question 1" not in page.links()
    asked = question_page(visitor, open_paper)
    assert "What was said." in asked.text
    assert "Sign in to respond" not in asked.text


def test_a_paper_withdrawn_before_it_opened_keeps_its_questions(
    visitor: Client, editor: User
) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    paper = make_paper(editor, ask="canary", opens_at=soon, closes_at=LATER)
    withdraw_paper(actor=editor, paper=paper, reason="Overtaken by events.")
    # Time passes the day on which it would have opened.
    Paper.objects.filter(pk=paper.pk).update(withdrawn_at=soon - timedelta(days=9))
    Paper.objects.filter(pk=paper.pk).update(opens_at=soon - timedelta(days=8))
    page = page_of(visitor, paper)
    assert "It was withdrawn before it opened." in page.text
    assert "canary" not in page.text
    question = reverse("responses:question", args=[paper.slug, 1])
    assert visitor.get(question).status_code == 404


def test_an_extension_is_told_with_its_reason(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    extend_paper(actor=editor, paper=open_paper, closes_at=LATER, reason="Many asked.")
    assert "because: Many asked." in page_of(visitor, open_paper).text


def test_a_closed_paper_says_what_is_read_and_what_comes_next(
    visitor: Client, participant: User, open_paper: Paper
) -> None:
    root = post_published(participant, question_of(open_paper))
    post_published(participant, question_of(open_paper), "A reply.", to=root)
    close(open_paper)
    due = datetime(2027, 5, 4, tzinfo=UTC).date()
    Paper.objects.filter(pk=open_paper.pk).update(response_due_on=due)
    text = page_of(visitor, open_paper).text
    assert "We are reading 1 response and 1 reply" in text
    assert "We mean to publish what we heard by 4 May 2027" in text


def test_an_announced_paper_offers_to_tell(
    visitor: Client, participant: User, editor: User, client_for: ClientFor
) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    paper = make_paper(editor, opens_at=soon, closes_at=LATER)
    address = reverse("life:tell-me", args=[paper.slug])
    assert page_of(visitor, paper).links()["Tell me when it opens"] == address
    signed_in = page_of(client_for(participant), paper)
    assert address in [form.get("action") for form in signed_in.tree.iter("form")]


def test_a_retired_question_stands_apart_and_takes_no_answer(
    visitor: Client, editor: User, participant: User, open_paper: Paper
) -> None:
    first = question_of(open_paper)
    post_published(participant, first, "Said in time.")
    retire_question(actor=editor, question=first, reason="The duty has ended.")
    republish(editor, open_paper)
    page = page_of(visitor, open_paper)
    assert "Why it is no longer asked: The duty has ended." in page.text
    assert "Answer question 1" not in page.links()
    assert "Question 2 (1 of 1 here)" in page.text
    asked = question_page(visitor, open_paper)
    assert "Said in time." in asked.text
    assert "Sign in to respond" not in asked.text


def test_previous_and_next_pass_over_a_retired_question(
    visitor: Client, editor: User, participant: User
) -> None:
    paper = make_paper(editor, questions=3)
    middle = question_of(paper, 2)
    post_published(participant, middle)
    retire_question(actor=editor, question=middle, reason="Doubled.")
    republish(editor, paper)
    first, last = question_page(visitor, paper, 1), question_page(visitor, paper, 3)
    assert first.links()["Next question →"].endswith("/questions/3/")
    assert last.links()["← Previous question"].endswith("/questions/1/")
    assert "Question 3 (2 of 2 here)" in last.text


def make_levels(editor: User) -> Paper:
    """A paper whose sections stand at levels 1, 3 and 2, with headings typed in their prose."""
    paper = make_paper(editor, questions=1)
    for title, level in (("Above", 1), ("Deep", 3), ("Below", 2)):
        section = add_section(
            actor=editor, paper=paper, title=title, body="### Typed\n\nWords.\n\n# More\n\nWords."
        )
        Section.objects.filter(pk=section.pk).update(level=level)
    add_question(actor=editor, section=section, text="Asked below?")
    republish(editor, paper)
    return paper


def test_headings_stand_in_step_whatever_was_typed(visitor: Client, editor: User) -> None:
    main = page_of(visitor, make_levels(editor)).tree.iter("section")
    of = {
        words(heading): heading.tag
        for section in main
        for heading in section.iter()
        if str(heading.tag) in {"h2", "h3", "h4"} and words(heading) != "Typed"
    }
    assert (of["Above"], of["Deep"], of["Below"], of["Asked below?"]) == ("h2", "h3", "h3", "h4")


def test_the_contents_nest_as_the_sections_do(visitor: Client, editor: User) -> None:
    page = page_of(visitor, make_levels(editor))
    contents = next(nav for nav in page.tree.iter("nav") if nav.get("aria-label") == "Contents")
    outer = contents.find("ol")
    assert outer is not None
    above = [item for item in outer.findall("li") if "Above" in words(item)]
    assert [words(item) for item in above[0].findall("ol/li")] == ["Deep", "Below Question 2"]


def test_a_source_is_numbered_where_its_words_stand(visitor: Client, editor: User) -> None:
    paper = make_paper(editor)
    section = Section.objects.get(paper=paper)
    Section.objects.filter(pk=section.pk).update(body="One in eight, the report says.")
    named = {"section": section, "publisher": "", "date": ""}
    Source.objects.create(**named, position=1, title="The report", anchor="the report says", url="")
    Source.objects.create(**named, position=2, title="Unplaced", url="https://example.org/u")
    republish(editor, paper)
    page = page_of(visitor, paper)
    assert "the report saysSource 1." in page.text
    assert page.links()["Source 1"] == "#section-1-source-1"
    assert page.links()["Back to the text at source 1"] == "#section-1-note-1"
    assert page.links()["Unplaced"] == "https://example.org/u"
    # A source without an address is words, not a link to nowhere.
    assert "The report" not in page.links()


def test_a_questions_sources_choices_and_rules_stand_with_it(visitor: Client, editor: User) -> None:
    paper = make_paper(editor, questions=1)
    section = add_section(actor=editor, paper=paper, title="Choices", body="")
    question = add_question(
        actor=editor,
        section=section,
        text="Which?",
        kind="single",
        options=["This", "That"],
        has_dont_know=True,
        help_text="Think of last year.",
        word_limit=1_200,
    )
    Source.objects.create(
        section=section, question=question, position=1, title="A study", publisher="A university"
    )
    republish(editor, paper)
    for page in (page_of(visitor, paper), question_page(visitor, paper, 2)):
        assert "Think of last year. Choose one, up to 1,200 words" in page.text
        assert {"This", "That", "Don’t know"} <= {words(item) for item in page.tree.iter("li")}
        assert "A study A university" in page.text


def test_related_papers_name_each_other(visitor: Client, editor: User, open_paper: Paper) -> None:
    other = make_paper(editor, title="A related paper")
    open_paper.related.add(other)
    assert "Related: A related paper" in page_of(visitor, open_paper).text
    assert "Related: Good rehabilitation" in page_of(visitor, other).text


def test_files_and_the_cover_stand_where_the_edition_names_them(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    named = {"paper": open_paper, "position": 1, "content_type": "application/pdf"}
    easy = Attachment.objects.create(
        **named, title="Easy Read", file="papers/x.pdf", file_name="easy-read.pdf", size=1_234_567
    )
    cover = Picture.objects.create(
        paper=open_paper, file="papers/y.webp", alt="An open door", width=800, height=400
    )
    edit_cover = Paper.objects.filter(pk=open_paper.pk)
    edit_cover.update(cover=cover, is_changed_since_edition=True)
    assert "Easy Read" not in page_of(visitor, open_paper).text
    republish(editor, open_paper)
    page = page_of(visitor, open_paper)
    file = reverse("files:attachment", args=[open_paper.slug, easy.public_id, "easy-read.pdf"])
    assert page.links()["Easy Read"] == file
    assert "PDF, 1.2\xa0MB" in "".join(page.tree.itertext())
    image = next(page.tree.iter("img"))
    assert image.get("src") == reverse("files:cover", args=[open_paper.slug, cover.public_id])
    assert (image.get("alt"), image.get("width"), image.get("height")) == (cover.alt, "800", "400")
    meta = {tag.get("property"): tag.get("content") for tag in page.tree.iter("meta")}
    assert meta["og:image"] == f"http://testserver{image.get('src')}"


def test_a_print_pack_is_offered_while_there_is_one(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    pack = reverse("reading:print-pack", args=[open_paper.slug, "pdf"])
    assert pack in page_of(visitor, open_paper).links().values()
    assert visitor.get(pack).status_code == 200
    withdraw_paper(actor=editor, paper=open_paper, reason="Overtaken by events.")
    assert pack not in page_of(visitor, open_paper).links().values()
    assert visitor.get(pack).status_code == 404


def test_on_paper_it_says_where_to_answer_only_while_it_can_be_answered(
    visitor: Client, open_paper: Paper
) -> None:
    assert "Read and answer it at" in page_of(visitor, open_paper).text
    close(open_paper)
    text = page_of(visitor, open_paper).text
    assert "Read it at" in text
    assert "answer it at" not in text
