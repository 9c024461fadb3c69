"""While it waits for sign-off nothing changes by the way: it is taken back, and that is told."""

import uuid

import pytest
from django.urls import reverse

from accounts.actions import leave_organisation
from accounts.actions.rights import erase_person
from accounts.models import Membership, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from consultation.responses.actions.not_drafted import AwaitingSignOffError
from consultation.responses.actions.rooms import change_respondent
from consultation.responses.actions.signing_off import ask_for_sign_off, send_back, take_back
from consultation.responses.formal.submission_mail import tell_of_lost_approvers
from consultation.responses.models import Answer, Submission, UnsettledText
from papers.models import Paper, Question
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_person
from tests.responses.answer_forms import form_of, quietly, save
from tests.responses.rooms import Shared, make_shared_room, url_of, write
from tests.responses.test_sign_off import mail_of

pytestmark = pytest.mark.django_db


def make_signer(room: Submission, role: str) -> User:
    assert room.organisation
    return make_membership(make_person(role), room.organisation, role=role).user


@pytest.fixture
def organisations(open_paper: Paper) -> Shared:
    return make_shared_room(open_paper)


@pytest.fixture
def approver(organisations: Shared) -> User:
    return make_signer(organisations[0], "approver")


@pytest.fixture
def waiting(organisations: Shared, approver: User, question: Question) -> Shared:
    """The drafter asked the approver to sign it off."""
    room, drafter, _ = organisations
    write(drafter, room, question, "A plan.")
    ask_for_sign_off(actor=drafter, submission=room, approver=approver)
    return organisations


def told(kind: str) -> dict[User | None, str]:
    return {each.recipient: mail_of(each) for each in Message.objects.filter(kind=kind)}


def state_of(room: Submission) -> str:
    return Submission.objects.get(pk=room.pk).state


def test_typing_does_not_take_it_back_and_is_kept(waiting: Shared, client_for: ClientFor) -> None:
    room, _, colleague = waiting
    client = client_for(colleague)
    page = fetch(client, url_of(room, "answer", 1))
    answer = quietly(client, room, page, body="A plan, and a key.")
    assert answer.json()["said"].endswith("It is not in the answer yet.")
    assert (state_of(room), Answer.objects.get().body) == ("awaiting", "A plan.")
    assert UnsettledText.objects.get().body == "A plan, and a key."


def test_the_page_says_before_that_it_waits_and_for_whom(
    waiting: Shared, client_for: ClientFor
) -> None:
    room, _, colleague = waiting
    page = fetch(client_for(colleague), url_of(room, "answer", 1))
    assert "Waiting for sign-off. Approver was asked" in page.text
    assert "Take it back and save this" in page.text
    assert "Save and go on" not in page.text


def test_a_page_that_was_open_as_it_was_asked_loses_nothing(
    organisations: Shared, approver: User, question: Question, client_for: ClientFor
) -> None:
    room, drafter, colleague = organisations
    write(drafter, room, question, "A plan.")
    client = client_for(colleague)
    page = fetch(client, url_of(room, "answer", 1))
    ask_for_sign_off(actor=drafter, submission=room, approver=approver)
    answer = quietly(client, room, page, body="A plan, and a key.")
    assert (answer.status_code, answer.json()["kept"]) == (409, True)
    refused = save(client, room, page, body="A plan, and a key.", stay="yes")
    again = read_page(refused)
    assert (refused.status_code, state_of(room)) == (409, "awaiting")
    assert form_of(again)["body"] == "A plan, and a key."
    save(client, room, again, body="A plan, and a key.", take_back="yes")
    assert (state_of(room), Answer.objects.get().body) == ("drafting", "A plan, and a key.")
    assert "Saved. It is taken back from sign-off." in fetch(client, url_of(room)).text
    assert not UnsettledText.objects.exists()


def test_taken_back_by_a_change_both_are_told_by_whom(
    waiting: Shared, approver: User, question: Question
) -> None:
    room, drafter, colleague = waiting
    write(colleague, room, question, "A plan, and a key.", on=1, takes_back=True)
    mails = told("sign_off_taken_back")
    assert set(mails) == {drafter, approver}
    assert all("by Colleague" in mail for mail in mails.values())
    assert "a key" not in str(mails)
    assert told("sign_off_asked")[approver] == ""


def test_taken_back_by_the_asker_the_approver_alone_is_told(
    waiting: Shared, approver: User
) -> None:
    take_back(actor=waiting[1], submission=waiting[0])
    assert set(told("sign_off_taken_back")) == {approver}


def test_asked_again_meanwhile_nobody_is_told_that_it_was_taken_back(
    waiting: Shared, approver: User
) -> None:
    room, drafter, _ = waiting
    take_back(actor=drafter, submission=room)
    ask_for_sign_off(actor=drafter, submission=room, approver=approver)
    assert told("sign_off_taken_back")[approver] == ""


def test_the_approver_who_comes_from_the_mail_reads_who_took_it_back(
    waiting: Shared, approver: User, question: Question, client_for: ClientFor
) -> None:
    room, _, colleague = waiting
    write(colleague, room, question, "A plan, and a key.", on=1, takes_back=True)
    for page in (url_of(room, "check"), url_of(room)):
        text = fetch(client_for(approver), page).text
        assert "Colleague took it back from sign-off" in text
        assert "to change it. You had been asked." in text


def test_sent_back_it_says_so_until_it_is_asked_again(
    waiting: Shared, approver: User, client_for: ClientFor
) -> None:
    room, drafter, _ = waiting
    send_back(actor=approver, submission=room, words="Shorter.", token=uuid.uuid4())
    assert "Approver sent it back" in fetch(client_for(drafter), url_of(room)).text
    ask_for_sign_off(actor=drafter, submission=room, approver=approver)
    assert "Approver sent it back" not in fetch(client_for(drafter), url_of(room)).text


def test_who_it_is_from_changes_only_when_it_is_taken_back(
    waiting: Shared, client_for: ClientFor
) -> None:
    room, drafter, _ = waiting
    seen = {"role": "", "region": "", "may_contact": False}
    with pytest.raises(AwaitingSignOffError):
        change_respondent(
            actor=drafter, submission=room, typed={**seen, "role": "Chair"}, seen=seen
        )
    client, url = client_for(drafter), url_of(room, "respondent")
    assert "Take it back and save" in fetch(client, url).text
    client.post(url, {"role": "Chair", "take_back": "yes"})
    assert (state_of(room), Submission.objects.get().role) == ("drafting", "Chair")


def test_no_version_is_brought_back_while_it_waits(
    waiting: Shared, question: Question, approver: User, client_for: ClientFor
) -> None:
    room, drafter, colleague = waiting
    write(colleague, room, question, "Another.", on=1, takes_back=True)
    ask_for_sign_off(actor=drafter, submission=room, approver=approver)
    client, url = client_for(drafter), url_of(room, "versions", 1)
    assert "Take it back first" in fetch(client, f"{url}?version=1").text
    assert client.post(url, {"number": "1", "version": "2"}).status_code == 409
    assert (state_of(room), Answer.objects.get().body) == ("awaiting", "Another.")


def test_an_answer_that_is_not_there_yet_is_kept_too(
    waiting: Shared, open_paper: Paper, client_for: ClientFor
) -> None:
    room, _, colleague = waiting
    client = client_for(colleague)
    sent = form_of(fetch(client, url_of(room, "answer", 2))) | {"body": "A second answer."}
    assert client.post(url_of(room, "answer", 2), sent).status_code == 409
    settle = fetch(client, url_of(room, "settle", 2))
    assert form_of(settle)["body"] == "A second answer."
    client.post(url_of(room, "answer", 2), form_of(settle) | {"take_back": "yes"})
    assert Answer.objects.get(question__number=2).body == "A second answer."


def lose(approver: User) -> None:
    membership = Membership.objects.get(user=approver)
    leave_organisation(actor=approver, membership=membership, knowing=True)


def test_when_who_was_asked_leaves_the_others_and_the_asker_are_told_once(
    waiting: Shared, approver: User
) -> None:
    room, drafter, _ = waiting
    owner = make_signer(room, "owner")
    assert tell_of_lost_approvers() == 0
    lose(approver)
    for _ in range(2):
        assert tell_of_lost_approvers() == 1
    mails = told("sign_off_without_approver")
    assert set(mails) == {drafter, owner}
    assert "Approver, who was asked, can no longer sign off" in mails[owner]
    assert "sign it off or send it back" in mails[owner]
    assert "ask somebody else" in mails[drafter]
    assert Message.objects.filter(kind="sign_off_without_approver").count() == 2


def test_the_room_and_its_forms_say_that_who_was_asked_is_gone(
    waiting: Shared, approver: User, client_for: ClientFor
) -> None:
    room, drafter, _ = waiting
    owner = make_signer(room, "owner")
    assert "can no longer sign" not in fetch(client_for(drafter), url_of(room)).text
    lose(approver)
    assert "Approver, who was asked, can no longer" in fetch(client_for(drafter), url_of(room)).text
    form = fetch(client_for(drafter), url_of(room, "answer", 1)).text
    assert "can no longer sign it off" in form
    assert "may be reading it now" not in form
    check = fetch(client_for(owner), url_of(room, "check")).text
    assert "can no longer sign off for the organisation. You can." in check


def test_who_was_asked_is_spoken_to_and_not_of(
    waiting: Shared, approver: User, client_for: ClientFor
) -> None:
    room, drafter, _ = waiting
    for name, *number in (("answer", 1), ("room",), ("respondent",)):
        page = fetch(client_for(approver), url_of(room, name, *number)).text
        assert "You were asked" in page
        assert "Approver was asked" not in page
        others = fetch(client_for(drafter), url_of(room, name, *number)).text
        assert "Approver was asked" in others
    form = fetch(client_for(approver), url_of(room, "answer", 1)).text
    assert "we tell the person who asked you, by mail" in form
    assert "we tell Approver by mail" in fetch(client_for(drafter), url_of(room, "answer", 1)).text


def test_when_who_was_asked_is_erased_the_others_are_told(waiting: Shared, approver: User) -> None:
    owner = make_signer(waiting[0], "owner")
    erase_person(actor=None, person=approver)
    tell_of_lost_approvers()
    assert (
        "The person who was asked can no longer sign off"
        in told("sign_off_without_approver")[owner]
    )


def test_asked_of_somebody_else_nobody_is_told(waiting: Shared, approver: User) -> None:
    room, drafter, _ = waiting
    owner = make_signer(room, "owner")
    lose(approver)
    tell_of_lost_approvers()
    ask_for_sign_off(actor=drafter, submission=room, approver=owner)
    assert set(told("sign_off_without_approver").values()) == {""}


def test_what_waits_for_who_left_waits_on_the_pages_of_the_others(
    waiting: Shared, approver: User, client_for: ClientFor
) -> None:
    room, *_ = waiting
    owner = make_signer(room, "owner")
    check = url_of(room, "check")
    assert check not in fetch(client_for(owner), reverse("reading:me")).links().values()
    lose(approver)
    assert check in fetch(client_for(owner), reverse("reading:me")).links().values()


def test_the_log_says_who_took_it_back_and_why(waiting: Shared, question: Question) -> None:
    room, _, colleague = waiting
    before = Submission.objects.get().version
    write(colleague, room, question, "Two.", on=1, takes_back=True)
    line = Activity.objects.about(room).get(verb=Verb.SIGN_OFF_TAKEN_BACK)
    assert (line.actor, line.data) == (colleague, {"because": "changed"})
    assert Submission.objects.get().version == before + 1
