"""A paper and its translation: begun, tied, kept in step, and what the desk says of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    AlreadyThereError,
    LanguageOfPairError,
    NotAPairError,
    add_call,
    add_question,
    add_section,
    bring_missing_parts,
    change_paper,
    change_question,
    change_section,
    confirm_translation,
    publish_paper,
    retire_question,
    tie_question,
    translate_paper,
    undo_last_save,
)
from papers.editing.pairs import Pair, State, TranslatedPart, gaps_of, pair_of, parts_of
from papers.models import Paper, Question
from papers.readiness import Check, checklist_of
from papers.readiness.paired import paired_checks
from tests.page import fetch
from tests.papers.conftest import make_draft


@pytest.fixture
def welsh(editor: User, draft: Paper) -> Paper:
    return translate_paper(actor=editor, paper=draft, title="Gwaith da")


def write_welsh(editor: User, welsh: Paper) -> None:
    """Translate every text of the draft."""
    section, question = welsh.sections.get(), welsh.questions.get()
    change_paper(actor=editor, paper=welsh, expected_version=99, summary="Am beth y mae.")
    change_section(
        actor=editor, section=section, expected_version=99, title="Dechrau", body="Geiriau."
    )
    change_question(
        actor=editor,
        question=question,
        expected_version=99,
        text="Beth sy’n gweithio?",
        parts=["Ac i bwy?"],
    )


def states(paper: Paper) -> dict[str, State]:
    pair = pair_of(paper)
    assert pair is not None
    return {part.what: part.state for part in parts_of(pair)}


def gaps(paper: Paper) -> tuple[TranslatedPart, ...]:
    pair = pair_of(paper)
    assert pair is not None
    return gaps_of(pair)


def test_a_translation_begins_with_everything_to_do(draft: Paper, welsh: Paper) -> None:
    assert (welsh.language, welsh.translation_of, welsh.opens_at) == ("cy", draft, draft.opens_at)
    assert welsh.questions.get().translation_of == draft.questions.get()
    assert set(states(welsh).values()) == {State.MISSING}
    assert len(gaps(draft)) == len(gaps(welsh)) == 3


def test_a_translated_paper_has_no_gaps(editor: User, draft: Paper, welsh: Paper) -> None:
    write_welsh(editor, welsh)
    assert gaps(draft) == ()


def test_the_checklist_advises_a_whole_translation(
    editor: User, draft: Paper, welsh: Paper
) -> None:
    def found(paper: Paper) -> list[Check]:
        paper = Paper.objects.with_clock().get(pk=paper.pk)
        return [check for check in checklist_of(paper).checks if check.name == "translation"]

    assert [check.is_met for paper in (draft, welsh) for check in found(paper)] == [False, False]
    assert found(draft)[0].details[0] == "The details: not translated yet"
    write_welsh(editor, welsh)
    assert [check.is_met for paper in (draft, welsh) for check in found(paper)] == [True, True]
    assert found(make_draft(editor, "Alone")) == []


def test_a_paper_without_a_pair_has_nothing_to_check(draft: Paper) -> None:
    assert pair_of(draft) is None
    assert list(paired_checks(draft)) == []


def test_a_changed_original_makes_its_translation_old(
    editor: User, draft: Paper, welsh: Paper
) -> None:
    write_welsh(editor, welsh)
    question = draft.questions.get()
    change_question(actor=editor, question=question, expected_version=99, text="What helps?")
    assert [(gap.what, gap.state) for gap in gaps(draft)] == [("Question 1", State.OUTDATED)]
    own = welsh.questions.get()
    change_question(actor=editor, question=own, expected_version=99, text="Beth sy’n helpu?")
    assert gaps(draft) == ()


def test_an_undone_change_of_the_original_is_a_change(
    editor: User, draft: Paper, welsh: Paper
) -> None:
    change_question(
        actor=editor, question=draft.questions.get(), expected_version=99, text="What helps?"
    )
    write_welsh(editor, welsh)
    version = Paper.objects.get(pk=draft.pk).draft_version
    undo_last_save(actor=editor, paper=draft, expected_version=version)
    assert states(welsh)["Question 1"] == State.OUTDATED


@pytest.mark.parametrize("part", ["question", "section", "paper"])
def test_what_is_right_as_it_is_can_be_called_so(
    editor: User, draft: Paper, welsh: Paper, part: str
) -> None:
    ids = {
        "question": welsh.questions.get().pk,
        "section": welsh.sections.get().pk,
        "paper": welsh.pk,
    }
    confirm_translation(actor=editor, paper=welsh, part=part, part_id=ids[part])  # type: ignore[arg-type]
    assert part not in {gap.part for gap in gaps(draft)}
    change_question(
        actor=editor, question=draft.questions.get(), expected_version=99, text="What helps?"
    )
    assert ("question" in {gap.part for gap in gaps(draft)}) is True


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "single", "options": ["Ie", "Na"]}, "The original is “Open question”."),
        ({"parts": []}, "The original has 1 further asks, this has 0."),
        ({"is_required": True}, "“Don’t know”, required or the word limit"),
    ],
)
def test_answers_that_could_not_be_counted_together(
    editor: User, draft: Paper, welsh: Paper, changes: dict[str, object], said: str
) -> None:
    write_welsh(editor, welsh)
    change_question(
        actor=editor,
        question=welsh.questions.get(),
        expected_version=99,
        **changes,  # type: ignore[arg-type]
    )
    (gap,) = gaps(draft)
    assert gap.state == State.UNFIT
    assert gap.why.startswith(said)


def test_what_the_original_has_more_of_is_brought_over(
    editor: User, draft: Paper, welsh: Paper
) -> None:
    section = add_section(actor=editor, paper=draft, title="End", body="More.")
    question = add_question(actor=editor, section=section, text="And then?")
    add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us.")
    assert len([gap for gap in gaps(draft) if gap.part_id is None]) == 3
    assert bring_missing_parts(actor=editor, paper=welsh) == 3
    own = Question.objects.get(paper=welsh, translation_of=question)
    assert own.section.title == "End"
    assert [gap for gap in gaps(draft) if gap.part_id is None] == []
    version = Paper.objects.get(pk=welsh.pk).draft_version
    assert bring_missing_parts(actor=editor, paper=welsh) == 0
    assert Paper.objects.get(pk=welsh.pk).draft_version == version


def test_a_question_is_tied_once(editor: User, draft: Paper, welsh: Paper) -> None:
    original = add_question(actor=editor, section=draft.sections.get(), text="Who pays?")
    own = add_question(actor=editor, section=welsh.sections.get(), text="Pwy sy’n talu?")
    again = add_question(actor=editor, section=welsh.sections.get(), text="Pwy?")
    tie_question(actor=editor, question=own, original=original)
    assert states(welsh)["Question 2"] == State.DONE
    with pytest.raises(AlreadyThereError):
        tie_question(actor=editor, question=again, original=original)


def test_a_question_of_another_paper_is_not_tied(editor: User, draft: Paper, welsh: Paper) -> None:
    other = make_draft(editor, "Another").questions.get()
    with pytest.raises(NotAPairError):
        tie_question(actor=editor, question=welsh.questions.get(), original=other)


def test_a_paper_has_one_translation_and_a_translation_none(
    editor: User, draft: Paper, welsh: Paper
) -> None:
    with pytest.raises(AlreadyThereError):
        translate_paper(actor=editor, paper=draft, title="Eto")
    with pytest.raises(NotAPairError):
        translate_paper(actor=editor, paper=welsh, title="Again")


def test_only_a_translation_is_filled(editor: User, draft: Paper, welsh: Paper) -> None:
    with pytest.raises(NotAPairError):
        bring_missing_parts(actor=editor, paper=draft)


def test_a_retired_original_needs_no_translation(editor: User, published: Paper) -> None:
    welsh = translate_paper(actor=editor, paper=published, title="Gwaith da")
    retire_question(actor=editor, question=published.questions.get(), reason="Settled.")
    assert "Question 1" not in states(welsh)


def test_the_cost_does_not_grow_with_the_paper(editor: User, draft: Paper, welsh: Paper) -> None:
    pair = Pair(draft, welsh)
    with CaptureQueriesContext(connection) as few:
        parts_of(pair)
    for number in range(8):
        add_question(actor=editor, section=draft.sections.get(), text=f"Number {number}?")
    bring_missing_parts(actor=editor, paper=welsh)
    with CaptureQueriesContext(connection) as many:
        parts_of(pair)
    assert len(few) == len(many) <= 10


def test_the_page_begins_a_translation(desk: Client, draft: Paper) -> None:
    url = reverse("papers:translation", args=[draft.slug])
    assert fetch(desk, url).h1 == "Translate into Welsh"
    desk.post(url, {"title": "Gwaith da"})
    assert Paper.objects.get(translation_of=draft).title == "Gwaith da"


def test_the_page_lists_what_is_not_well(desk: Client, draft: Paper, welsh: Paper) -> None:
    for paper in (draft, welsh):
        page = fetch(desk, reverse("papers:translation", args=[paper.slug]))
        assert "3 of 3 parts need work." in page.text
        assert "Still as in the original: text, parts." in page.text


def test_the_page_confirms_and_ties(desk: Client, editor: User, draft: Paper, welsh: Paper) -> None:
    question = welsh.questions.get()
    confirm = reverse("papers:confirm-translation", args=[draft.slug])
    desk.post(confirm, {"part": "question", "part_id": question.pk})
    assert states(welsh)["Question 1"] == State.DONE
    original = add_question(actor=editor, section=draft.sections.get(), text="Who pays?")
    own = add_question(actor=editor, section=welsh.sections.get(), text="Pwy sy’n talu?")
    tie = reverse("papers:tie-question", args=[draft.slug, original.pk])
    assert "Pwy sy’n talu?" in fetch(desk, tie).text
    assert desk.post(tie, {"question": own.pk}).status_code == 302
    assert Question.objects.get(pk=own.pk).translation_of == original


@pytest.mark.parametrize("sent", [{}, {"part": "source", "part_id": 1}, {"part": "question"}])
def test_a_part_that_is_none_is_refused(
    desk: Client, welsh: Paper, sent: dict[str, object]
) -> None:
    url = reverse("papers:confirm-translation", args=[welsh.slug])
    assert desk.post(url, sent).status_code == 400


def test_both_halves_lead_to_each_other_once_published(
    editor: User, visitor: Client, draft: Paper, welsh: Paper
) -> None:
    publish_paper(actor=editor, paper=draft)
    assert "Gwaith da" not in visitor.get(reverse("reading:paper", args=[draft.slug])).text
    publish_paper(actor=editor, paper=welsh)
    page = fetch(visitor, reverse("reading:paper", args=[draft.slug]))
    assert page.links()["Cymraeg"] == reverse("reading:paper", args=[welsh.slug])


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_make_one(editor: User, draft: Paper) -> None:
    def begin(title: str) -> str:
        try:
            translate_paper(actor=editor, paper=draft, title=title)
        except AlreadyThereError:
            return "refused"
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, ["Un", "Dau"])) == ["made", "refused"]
    assert Paper.objects.filter(translation_of=draft).count() == 1


def test_neither_half_of_a_pair_takes_the_other_language(
    editor: User, draft: Paper, welsh: Paper
) -> None:
    for paper, other in ((welsh, "en"), (draft, "cy")):
        with pytest.raises(LanguageOfPairError):
            change_paper(actor=editor, paper=paper, expected_version=99, language=other)
    assert Paper.objects.get(pk=welsh.pk).language == "cy"
