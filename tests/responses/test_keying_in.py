"""Two who key one letter in at once: neither overwrites the other, and no words are lost."""

from dataclasses import replace

import pytest

from accounts.models import User
from consultation.responses.actions.keying_in import EntryConflictError, Keyed, save_entry
from consultation.responses.actions.not_entered import CannotEnterError
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.models import Answer, AnswerVersion, Submission
from consultation.responses.offline.details import EntryDetails, put_details_together
from papers.models import Paper
from tests.accounts.test_subject_access import copy_of
from tests.asking import make_choice, make_paper
from tests.people import make_organisation
from tests.racing import begun, still_open
from tests.responses.keying import LETTER, keyed_in, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


@pytest.fixture
def entry(moderator: User, paper: Paper) -> Submission:
    """A letter of which “We agree.” is saved; both pages were opened on that."""
    return keyed_in(moderator, paper)


def save(
    actor: User,
    entry: Submission,
    body: str = "We agree.",
    *,
    number: int = 1,
    choice: Choice = NO_CHOICE,
    details: EntryDetails = LETTER,
) -> Keyed:
    """Save from a page that was opened on version 1 of the first answer."""
    version = 1 if number == 1 else 0
    answers = said(entry.paper, number, body, choice, version=version)
    return save_entry(actor=actor, entry=entry, seen=LETTER, details=details, answers=answers)


def bodies() -> dict[int, str]:
    return dict(Answer.objects.values_list("question__number", "body"))


def test_two_answers_of_one_letter_both_stand(
    moderator: User, lead: User, entry: Submission
) -> None:
    save(moderator, entry, "From the first.", number=2)
    save(lead, entry, "We agree, with both hands.")
    assert bodies() == {1: "We agree, with both hands.", 2: "From the first."}


def test_what_one_left_as_it_was_does_not_undo_the_other(
    moderator: User, lead: User, entry: Submission
) -> None:
    save(moderator, entry, "We agree, and more.")
    keyed = save(lead, entry)
    assert bodies() == {1: "We agree, and more."}
    assert (keyed.is_merged, keyed.merged_with) == (True, moderator)


def test_the_same_answer_twice_is_a_conflict_with_both_texts(
    moderator: User, lead: User, entry: Submission
) -> None:
    save(moderator, entry, "Theirs.")
    with pytest.raises(EntryConflictError) as conflict:
        save(lead, entry, "Mine.")
    (both,) = conflict.value.answers.values()
    assert (both.saved.body, both.typed.body) == ("Theirs.", "Mine.")
    assert both.together.text.body == "Theirs.\n\nMine."
    assert conflict.value.saved_by == moderator
    assert bodies() == {1: "Theirs."}


def test_settled_it_is_saved_and_what_was_keyed_in_before_is_kept(
    moderator: User, lead: User, entry: Submission
) -> None:
    save(moderator, entry, "Theirs.")
    settled = said(entry.paper, 1, "Theirs and mine.", version=2)
    save_entry(actor=lead, entry=entry, seen=LETTER, details=LETTER, answers=settled)
    versions = AnswerVersion.objects.order_by("number").values_list("body", "written_by")
    assert list(versions) == [
        ("We agree.", moderator.pk),
        ("Theirs.", moderator.pk),
        ("Theirs and mine.", lead.pk),
    ]


def test_lines_apart_are_put_together(moderator: User, lead: User, paper: Paper) -> None:
    entry = keyed_in(moderator, paper, "One.\nTwo.\nThree.")
    save(moderator, entry, "One, more.\nTwo.\nThree.")
    save(lead, entry, "One.\nTwo.\nThree, more.")
    assert bodies() == {1: "One, more.\nTwo.\nThree, more."}


def test_what_one_emptied_and_the_other_changed_is_a_conflict(
    moderator: User, lead: User, entry: Submission
) -> None:
    save(moderator, entry, "")
    with pytest.raises(EntryConflictError):
        save(lead, entry, "We agree, and more.")


def test_two_choices_of_one_answer_are_a_conflict(
    moderator: User, lead: User, editor: User
) -> None:
    entry = keyed_in(moderator, make_choice(editor, "single", "Homes", "Work").paper)
    save(moderator, entry, choice=Choice((0,)))
    with pytest.raises(EntryConflictError) as conflict:
        save(lead, entry, choice=Choice((1,)))
    (both,) = conflict.value.answers.values()
    assert both.together.clashes == {"choice"}
    assert Answer.objects.get().choices == [0]


def test_details_that_both_changed_are_a_conflict_and_nothing_is_saved(
    moderator: User, lead: User, entry: Submission
) -> None:
    save(moderator, entry, details=replace(LETTER, consent="private"))
    with pytest.raises(EntryConflictError) as conflict:
        save(lead, entry, "Mine.", details=replace(LETTER, consent="nameless"))
    assert conflict.value.details.clashes == {"consent"}
    assert (Submission.objects.get().consent, bodies()[1]) == ("private", "We agree.")


def test_other_details_both_stand(moderator: User, lead: User, entry: Submission) -> None:
    save(moderator, entry, details=replace(LETTER, consent="private"))
    save(lead, entry, details=replace(LETTER, region="wales"))
    saved = Submission.objects.get()
    assert (saved.consent, saved.region) == ("private", "wales")


def test_whose_they_are_is_one_thing(moderator: User) -> None:
    trust = make_organisation("Northfield Trust")
    an_organisation = replace(LETTER, organisation=trust, respondent_name="")
    renamed = replace(LETTER, respondent_name="Another reader")
    both = put_details_together(LETTER, an_organisation, renamed)
    assert both.clashes == {"organisation"}
    assert both.details.respondent == "Another reader"
    assert put_details_together(LETTER, an_organisation, LETTER).details == an_organisation


def test_saved_without_a_change_nobody_changed_it(
    moderator: User, lead: User, entry: Submission
) -> None:
    before = Submission.objects.get().version
    assert not save(lead, entry).is_merged
    assert Submission.objects.get().version == before


def test_the_words_of_a_letter_are_not_given_out_as_those_of_who_keyed_it_in(
    moderator: User, entry: Submission
) -> None:
    assert "We agree." not in "".join(copy_of(moderator).values())


@pytest.mark.django_db(transaction=True)
def test_two_saves_in_one_instant_lose_nothing(
    moderator: User, lead: User, entry: Submission
) -> None:
    def mine() -> str:
        try:
            save(lead, entry, "Mine.")
        except CannotEnterError as refused:
            return type(refused).__name__
        return "saved"

    with still_open(lambda: save(moderator, entry, "Theirs.")):
        second = begun(mine)
    assert second.result() == "EntryConflictError"
    assert bodies() == {1: "Theirs."}
