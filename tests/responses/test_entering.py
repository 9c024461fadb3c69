"""Answers that came on paper, by phone or as a document, entered by staff."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import Organisation, Role, User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import LONDON
from consultation.responses.actions.entering import (
    begin_entry,
    check_entry,
    discard_entry,
    enter_answers,
    take_entry_back,
)
from consultation.responses.actions.keying_in import save_entry
from consultation.responses.actions.not_entered import (
    AlreadyEnteredError,
    AnswersFaultyError,
    NothingToEnterError,
    NotTakenError,
    OwnEntryError,
    TooEarlyError,
    TooLateError,
)
from consultation.responses.choosing import Choice
from consultation.responses.models import QuestionTally, Response, Submission
from papers.actions import create_paper
from papers.models import Paper
from tests.asking import close, make_choice, make_paper, question_of
from tests.people import make_organisation, make_person
from tests.responses.keying import LETTER, TODAY, keyed_in, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor, moderation="pre")


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("Northfield Trust")


def entered(moderator: User, paper: Paper, **changes: object) -> Submission:
    details = replace(LETTER, **changes)  # type: ignore[arg-type]
    entry = keyed_in(moderator, paper, details=details)
    return enter_answers(actor=moderator, entry=entry, expected_version=entry.version)


def test_a_letter_becomes_a_response_that_says_how_it_came(moderator: User, paper: Paper) -> None:
    entry = entered(moderator, paper)
    response = Response.objects.public().get()
    assert (response.shown_name, response.channel, response.user) == (
        "A reader in Thornwick",
        "offline",
        None,
    )
    assert response.submission == entry
    assert not response.is_by_staff
    assert response.submit_date.astimezone(LONDON).date() == LETTER.received_on
    assert QuestionTally.objects.get(question=response.question).answers == 1


def test_an_organisation_is_named_as_the_register_has_it(
    moderator: User, paper: Paper, organisation: Organisation
) -> None:
    entered(moderator, paper, organisation=organisation, respondent_name="")
    response = Response.objects.public().get()
    assert (response.shown_organisation, response.shown_name) == ("Northfield Trust", "")
    assert response.organisation == organisation


@pytest.mark.parametrize(
    ("consent", "public", "name"),
    [("named", 1, "A reader in Thornwick"), ("nameless", 1, "Name withheld"), ("private", 0, None)],
)
def test_it_is_shown_as_far_as_was_agreed_to(
    consent: str, public: int, name: str | None, moderator: User, paper: Paper
) -> None:
    entered(moderator, paper, consent=consent)
    shown = list(Response.objects.public().values_list("shown_name", flat=True))
    assert shown == ([name] if public else [])


def test_it_can_be_entered_after_closing(moderator: User, paper: Paper) -> None:
    close(paper)
    assert entered(moderator, paper).reference


def test_not_before_the_paper_opens(moderator: User, editor: User) -> None:
    draft = create_paper(actor=editor, title="A draft")
    with pytest.raises(NotTakenError):
        begin_entry(actor=moderator, paper=draft, details=LETTER)


def test_participants_enter_nothing(participant: User, paper: Paper) -> None:
    with pytest.raises(PermissionDenied):
        begin_entry(actor=participant, paper=paper, details=LETTER)
    assert not Submission.objects.exists()


def test_nothing_typed_is_nothing_entered(moderator: User, paper: Paper) -> None:
    entry = keyed_in(moderator, paper, body="  ")
    with pytest.raises(NothingToEnterError):
        enter_answers(actor=moderator, entry=entry, expected_version=entry.version)


def test_all_or_nothing(moderator: User, editor: User) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    paper = question.paper
    entry = keyed_in(moderator, paper)
    entry = save_entry(
        actor=moderator,
        entry=entry,
        seen=LETTER,
        details=LETTER,
        answers={**said(paper, 1, "", Choice((7,)), version=1), **said(paper, 2, "Fine.")},
    ).entry
    with pytest.raises(AnswersFaultyError) as refused:
        enter_answers(actor=moderator, entry=entry, expected_version=entry.version)
    assert [fault.number for fault in refused.value.faults] == [1]
    assert not Response.objects.exists()


def test_a_second_person_checks(moderator: User, lead: User, paper: Paper) -> None:
    entry = entered(moderator, paper)
    with pytest.raises(OwnEntryError):
        check_entry(actor=moderator, entry=entry)
    assert check_entry(actor=lead, entry=entry).checked_by == lead


def test_taken_back_it_leaves_its_place(moderator: User, paper: Paper) -> None:
    entry = entered(moderator, paper)
    take_entry_back(actor=moderator, entry=entry)
    assert not Response.objects.public().exists()
    assert Response.objects.get().state == Response.State.WITHDRAWN
    assert QuestionTally.objects.get(question=question_of(paper)).answers == 0


@pytest.mark.parametrize("deed", [check_entry, take_entry_back])
def test_what_was_discarded_meanwhile_is_refused(
    deed: Callable[..., Submission], moderator: User, paper: Paper
) -> None:
    entry = keyed_in(moderator, paper)
    discard_entry(actor=moderator, entry=entry, expected_version=entry.version)
    with pytest.raises(NotTakenError):
        deed(actor=moderator, entry=entry)


def test_discarded_nothing_stays_but_a_line(moderator: User, paper: Paper) -> None:
    entry = keyed_in(moderator, paper)
    discard_entry(actor=moderator, entry=entry, expected_version=entry.version)
    assert not Submission.objects.exists()
    assert Activity.objects.latest("pk").verb == Verb.SUBMISSION_DISCARDED


def test_a_long_letter_is_not_cut_by_the_limit_for_who_types(moderator: User, editor: User) -> None:
    question = make_choice(editor, "open", word_limit=10)
    entry = keyed_in(moderator, question.paper, body="word " * 50)
    assert enter_answers(actor=moderator, entry=entry, expected_version=entry.version).reference


@pytest.mark.django_db(transaction=True)
def test_two_clicks_enter_it_once(moderator: User, paper: Paper) -> None:
    entry = keyed_in(moderator, paper)

    def enter(_: int) -> str:
        try:
            enter_answers(actor=moderator, entry=entry, expected_version=entry.version)
        except AlreadyEnteredError:
            return "already"
        finally:
            connection.close()
        return "entered"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(enter, range(2))) == ["already", "entered"]
    assert Response.objects.count() == 1


def test_what_came_some_days_ago_stands_among_what_is_new(moderator: User, editor: User) -> None:
    opened = datetime.now(UTC) - timedelta(days=60)
    paper = make_paper(editor, opens_at=opened)
    entered(moderator, paper, received_on=TODAY - timedelta(days=40))
    response = Response.objects.get()
    assert response.published_at is not None
    assert response.published_at.date() > response.submit_date.date()


@pytest.mark.parametrize(
    ("days", "refusal"), [(-30, TooEarlyError), (-36_000, TooEarlyError), (2, TooLateError)]
)
def test_no_answer_comes_before_the_paper_or_after_today(
    days: int, refusal: type[Exception], moderator: User, paper: Paper
) -> None:
    details = replace(LETTER, received_on=TODAY + timedelta(days=days))
    with pytest.raises(refusal):
        begin_entry(actor=moderator, paper=paper, details=details)
    entry = keyed_in(moderator, paper)
    with pytest.raises(refusal):
        save_entry(actor=moderator, entry=entry, seen=LETTER, details=details, answers={})
    assert Submission.objects.get().received_on == TODAY


def test_an_answer_can_come_on_the_day_the_paper_opens(moderator: User, editor: User) -> None:
    paper = make_paper(editor, opens_at=datetime.now(UTC) - timedelta(minutes=1))
    assert entered(moderator, paper).reference


def test_who_keyed_some_of_it_in_does_not_check_it(
    moderator: User, lead: User, paper: Paper
) -> None:
    entry = keyed_in(moderator, paper)
    changes = said(paper, 2, "Typed by somebody else.")
    save_entry(actor=lead, entry=entry, seen=LETTER, details=LETTER, answers=changes)
    entry.refresh_from_db()
    enter_answers(actor=moderator, entry=entry, expected_version=entry.version)
    with pytest.raises(OwnEntryError):
        check_entry(actor=lead, entry=entry)
    other = make_person("Another moderator", Role.MODERATOR)
    assert check_entry(actor=other, entry=entry).checked_by == other


def test_who_only_looked_may_check(moderator: User, lead: User, paper: Paper) -> None:
    entry = keyed_in(moderator, paper)
    same = said(paper, 1, "We agree.", version=1)
    save_entry(actor=lead, entry=entry, seen=LETTER, details=LETTER, answers=same)
    entry.refresh_from_db()
    enter_answers(actor=moderator, entry=entry, expected_version=entry.version)
    assert check_entry(actor=lead, entry=entry).checked_by == lead
