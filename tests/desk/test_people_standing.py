"""What leads decide on the desk: roles, suspensions, answers, and the house rules."""

from http import HTTPStatus

import pytest
from django.test import Client

from accounts.actions import (
    appeal_suspension,
    grant_role,
    lift_suspension,
    publish_rules,
    suspend_person,
    take_back_role,
)
from accounts.models import HouseRules, Role, Suspension, User
from consultation.mail.models import Message
from tests.conftest import ClientFor
from tests.desk.test_people_person import url_of
from tests.page import fetch, read_page
from tests.people import give_second_factor, make_person

GIVE, TAKE = "roles/editor/give/", "roles/editor/take-back/"
RULES = "/desk/people/house-rules/"


@pytest.fixture
def desk(lead: User, client_for: ClientFor) -> Client:
    return client_for(lead)


def roles_of(person: User) -> frozenset[str]:
    return User.objects.get(pk=person.pk).granted_roles


def test_giving_a_role_asks_first_and_says_what_it_opens(desk: Client, participant: User) -> None:
    text = fetch(desk, url_of(participant, GIVE)).text
    assert "What it opens: Papers: drafts, importing, publishing" in text
    assert "The role sleeps until they have added one" in text
    assert roles_of(participant) == frozenset()


def test_a_role_is_given_from_the_page(desk: Client, participant: User) -> None:
    give_second_factor(participant)
    assert "sleeps" not in fetch(desk, url_of(participant, GIVE)).text
    page = read_page(desk.post(url_of(participant, GIVE), follow=True))
    assert "Participant has the role of editor. A mail tells them." in page.text
    assert roles_of(participant) == {"editor"}
    assert fetch(desk, url_of(participant)).links()["Take back Editor"] == url_of(participant, TAKE)


def test_a_role_is_taken_back_from_the_page_and_the_desk_closes_at_once(
    desk: Client, editor: User, client_for: ClientFor
) -> None:
    theirs = client_for(editor)
    assert theirs.get("/desk/papers/").status_code == HTTPStatus.OK
    desk.post(url_of(editor, TAKE))
    assert roles_of(editor) == frozenset()
    assert theirs.get("/desk/papers/").status_code == HTTPStatus.NOT_FOUND


def test_a_second_click_changes_nothing(desk: Client, participant: User) -> None:
    for words in ("A mail tells them.", "It was so already"):
        assert words in desk.post(url_of(participant, GIVE), follow=True).text
    assert Message.objects.filter(kind="role_changed").count() == 1


@pytest.mark.parametrize("role", ["king", "Lead", "operator"])
def test_a_role_there_is_not_is_not_found(desk: Client, participant: User, role: str) -> None:
    answer = desk.post(url_of(participant, f"roles/{role}/give/"))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_the_last_lead_reads_why_they_cannot_step_down(desk: Client, lead: User) -> None:
    answer = desk.post(url_of(lead, "roles/lead/take-back/"))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "This is the only lead." in read_page(answer).text
    assert roles_of(lead) == {"lead"}


def test_a_lead_steps_down_where_there_is_another(desk: Client, lead: User) -> None:
    make_person("otherlead", Role.LEAD)
    page = fetch(desk, url_of(lead, "roles/lead/take-back/"))
    assert "Only another lead can give it back to you." in page.text
    answer = desk.post(url_of(lead, "roles/lead/take-back/"))
    assert answer.status_code == HTTPStatus.FOUND
    assert roles_of(lead) == frozenset()


def test_nobody_is_offered_a_role_for_themself(desk: Client, lead: User) -> None:
    assert "Give Editor" not in fetch(desk, url_of(lead)).links()
    answer = desk.post(url_of(lead, GIVE))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert roles_of(lead) == {"lead"}


@pytest.mark.parametrize("below", [GIVE, TAKE, "suspend/"])
@pytest.mark.parametrize("role", ["participant", "moderator", "editor", "suspended"])
def test_strangers_change_nothing(
    role: str,
    below: str,
    db: None,
    request: pytest.FixtureRequest,
    client_for: ClientFor,
) -> None:
    target = make_person("target", Role.EDITOR)
    browser = client_for(request.getfixturevalue(role))
    answer = browser.post(url_of(target, below), {"reason": "Because."})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert roles_of(target) == {"editor"}


def test_a_suspension_is_made_from_the_page(desk: Client, participant: User) -> None:
    answer = desk.post(url_of(participant, "suspend/"), {"reason": "It named a person."})
    assert answer["Location"] == url_of(participant)
    page = fetch(desk, url_of(participant))
    assert "It named a person." in page.text
    assert page.links()["Lift the suspension"] == url_of(participant, "lift/")
    assert "Give Editor" not in page.links()


@pytest.mark.parametrize("typed", ["", " \n", "x" * 1_001])
def test_a_reason_that_is_none_is_asked_for_again(
    desk: Client, participant: User, typed: str
) -> None:
    answer = desk.post(url_of(participant, "suspend/"), {"reason": typed})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert read_page(answer).title.startswith("Error: ")
    assert typed.strip() in answer.text
    assert not Suspension.objects.exists()


def test_the_second_of_two_leads_keeps_their_words(desk: Client, participant: User) -> None:
    other = make_person("otherlead", Role.LEAD)
    suspend_person(actor=other, person=participant, reason="The first reason.")
    answer = desk.post(url_of(participant, "suspend/"), {"reason": "The second reason."})
    assert answer.status_code == HTTPStatus.CONFLICT
    page = read_page(answer)
    assert "Another lead has suspended this person already." in page.text
    assert "The second reason." in page.text
    assert Suspension.objects.get().reason == "The first reason."


def test_staff_are_not_suspended_from_the_page(desk: Client, editor: User) -> None:
    assert "Suspend the account" not in fetch(desk, url_of(editor)).links()
    answer = desk.post(url_of(editor, "suspend/"), {"reason": "Because."})
    assert "Take back their roles first" in read_page(answer).text
    assert not Suspension.objects.exists()


@pytest.fixture
def appealed(participant: User) -> Suspension:
    """A suspension by another lead than the one at the desk, with an appeal."""
    other = make_person("otherlead", Role.LEAD)
    suspend_person(actor=other, person=participant, reason="It named a person.")
    return appeal_suspension(actor=participant, words="It was my own story.")


def test_an_appeal_is_answered_with_both_texts_in_sight(
    desk: Client, participant: User, appealed: Suspension
) -> None:
    page = fetch(desk, fetch(desk, url_of(participant)).links()["Answer the appeal"])
    assert "It named a person." in page.text
    assert "It was my own story." in page.text
    desk.post(url_of(participant, "appeal/"), {"verdict": "uphold", "words": "It stays."})
    appealed.refresh_from_db()
    assert (appealed.answer, appealed.lifted_at) == ("It stays.", None)
    assert "Answer the appeal" not in fetch(desk, url_of(participant)).links()


def test_an_appeal_can_end_the_suspension(
    desk: Client, participant: User, appealed: Suspension
) -> None:
    desk.post(url_of(participant, "appeal/"), {"verdict": "lift", "words": "You are right."})
    assert not User.objects.get(pk=participant.pk).is_suspended


@pytest.mark.parametrize(
    "typed",
    [
        {"words": "Only words."},
        {"verdict": "uphold", "words": ""},
        {"verdict": "hang", "words": "Words."},
    ],
)
def test_half_an_answer_is_given_back(
    desk: Client, participant: User, appealed: Suspension, typed: dict[str, str]
) -> None:
    answer = desk.post(url_of(participant, "appeal/"), typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert typed["words"] in read_page(answer).text
    appealed.refresh_from_db()
    assert appealed.answered_at is None


def test_the_lead_who_suspended_is_told_that_another_answers(
    appealed: Suspension, participant: User, lead: User, client_for: ClientFor
) -> None:
    assert appealed.by is not None
    browser = client_for(appealed.by)
    assert "only another lead can say" in fetch(browser, url_of(participant, "appeal/")).text
    answer = browser.post(
        url_of(participant, "appeal/"), {"verdict": "uphold", "words": "It stays, I say."}
    )
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "It stays, I say." in read_page(answer).text


def test_an_only_lead_reads_that_they_are(desk: Client, lead: User, participant: User) -> None:
    suspend_person(actor=lead, person=participant, reason="It named a person.")
    appeal_suspension(actor=participant, words="It was my own story.")
    page = fetch(desk, url_of(participant, "appeal/"))
    assert "there is no other lead who could answer" in page.text
    answer = desk.post(url_of(participant, "appeal/"), {"verdict": "uphold", "words": "It stays."})
    assert answer.status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("below", ["appeal/", "lift/"])
def test_words_for_a_suspension_that_ended_meanwhile_are_kept(
    desk: Client, lead: User, participant: User, appealed: Suspension, below: str
) -> None:
    lift_suspension(actor=lead, suspension=appealed, words="The first to answer.")
    typed = {"verdict": "lift", "words": "The second to answer."}
    answer = desk.post(url_of(participant, below), typed)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "The second to answer." in read_page(answer).text
    assert desk.get(url_of(participant, below)).status_code == HTTPStatus.NOT_FOUND


def test_new_rules_are_previewed_then_published(desk: Client) -> None:
    page = fetch(desk, RULES)
    replaces = {"replaces": str(HouseRules.objects.newest().version)}
    typed = {"body": "Be **brief**.", **replaces}
    preview = desk.post(RULES, {**typed, "preview": "yes"})
    assert "<strong>brief</strong>" in preview.text
    assert HouseRules.objects.newest().body in page.response.content.decode()
    read_page(preview)
    desk.post(RULES, typed)
    assert HouseRules.objects.newest().body == "Be **brief**."


def test_rules_changed_by_another_lead_meanwhile_are_shown_beside_one_s_own(
    desk: Client, lead: User
) -> None:
    seen = HouseRules.objects.newest().version
    publish_rules(actor=lead, body="The other lead’s rules.")
    answer = desk.post(RULES, {"body": "My rules.", "replaces": seen})
    assert answer.status_code == HTTPStatus.CONFLICT
    page = read_page(answer)
    assert "The other lead’s rules." in page.text
    assert "My rules." in page.text
    desk.post(RULES, {"body": "My rules.", "replaces": seen + 1})
    assert HouseRules.objects.newest().body == "My rules."


@pytest.mark.parametrize("typed", ["", "x" * 5_001])
def test_rules_that_cannot_be_kept_are_given_back(desk: Client, typed: str) -> None:
    before = HouseRules.objects.count()
    answer = desk.post(RULES, {"body": typed, "replaces": "1"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert typed in answer.text
    assert HouseRules.objects.count() == before


def test_the_same_rules_again_are_no_new_version(desk: Client) -> None:
    newest = HouseRules.objects.newest()
    answer = desk.post(RULES, {"body": newest.body, "replaces": newest.version}, follow=True)
    assert "Nothing was published." in read_page(answer).text
    assert HouseRules.objects.newest() == newest


def test_only_leads_change_the_rules(moderator: User, client_for: ClientFor) -> None:
    answer = client_for(moderator).post(RULES, {"body": "Mine.", "replaces": "1"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert not HouseRules.objects.filter(body="Mine.").exists()


def test_a_role_given_in_the_action_is_seen_on_the_page(
    desk: Client, lead: User, participant: User
) -> None:
    grant_role(actor=lead, person=participant, role=Role.ANALYST)
    assert "Take back Analyst" in fetch(desk, url_of(participant)).links()
    take_back_role(actor=lead, person=participant, role=Role.ANALYST)
    assert "Give Analyst" in fetch(desk, url_of(participant)).links()
