"""Staff roles: who may give and take them back, who is told, and what they open."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import RoleRefusedError, grant_role, take_back_role
from accounts.models import Role, User
from consultation.activity.models import Activity, Verb
from consultation.mail.kinds import Mail, kind_named
from consultation.mail.models import Message
from tests.people import give_second_factor, make_person, make_suspension


def mail_to(person: User, kind: str) -> Mail:
    message = Message.objects.filter(recipient=person, kind=kind).latest("pk")
    mail = kind_named(kind).compose(message)
    assert mail is not None
    return mail


def told(kind: str) -> set[str]:
    """Who is sent mail of this kind, by the first part of the address."""
    found = Message.objects.filter(kind=kind).values_list("to", flat=True)
    return {address.partition("@")[0] for address in found}


def test_a_lead_grants_a_role_once(lead: User, participant: User) -> None:
    give_second_factor(participant)
    assert grant_role(actor=lead, person=participant, role=Role.EDITOR)
    assert not grant_role(actor=lead, person=participant, role=Role.EDITOR)
    assert participant.has_role(Role.EDITOR)
    line = Activity.objects.get(verb=Verb.ROLE_GRANTED)
    assert (line.actor, line.object_id, line.data) == (lead, participant.pk, {"role": "editor"})


def test_a_lead_takes_a_role_back_once(lead: User, editor: User) -> None:
    assert take_back_role(actor=lead, person=editor, role=Role.EDITOR)
    assert not take_back_role(actor=lead, person=editor, role=Role.EDITOR)
    assert not editor.has_role(Role.EDITOR)
    assert Activity.objects.filter(verb=Verb.ROLE_TAKEN_BACK).count() == 1


@pytest.mark.parametrize("act", [grant_role, take_back_role])
def test_only_a_lead_decides_on_roles(moderator: User, editor: User, act: object) -> None:
    for actor in (moderator, editor):
        with pytest.raises(PermissionDenied):
            act(actor=actor, person=editor, role=Role.EDITOR)  # type: ignore[operator]
    assert editor.has_role(Role.EDITOR)


def test_a_lead_without_a_second_factor_decides_on_nothing(participant: User) -> None:
    asleep = make_person("asleep", Role.LEAD, second_factor=False)
    with pytest.raises(PermissionDenied):
        grant_role(actor=asleep, person=participant, role=Role.EDITOR)
    assert not participant.granted_roles


def test_who_lost_the_role_since_the_page_was_opened_decides_on_nothing(
    lead: User, participant: User
) -> None:
    assert lead.has_role(Role.LEAD)  # as the request began
    other = make_person("otherlead", Role.LEAD)
    take_back_role(actor=other, person=User.objects.get(pk=lead.pk), role=Role.LEAD)
    with pytest.raises(PermissionDenied):
        grant_role(actor=lead, person=participant, role=Role.EDITOR)
    assert not participant.granted_roles


def test_nobody_gives_themself_a_role(lead: User) -> None:
    with pytest.raises(RoleRefusedError, match="Ask another lead"):
        grant_role(actor=lead, person=lead, role=Role.EDITOR)
    assert lead.granted_roles == {"lead"}


def test_the_last_lead_stays(lead: User, other_participant: User) -> None:
    with pytest.raises(RoleRefusedError, match="only lead"):
        take_back_role(actor=lead, person=lead, role=Role.LEAD)
    grant_role(actor=lead, person=other_participant, role=Role.LEAD)
    give_second_factor(other_participant)
    assert take_back_role(actor=lead, person=lead, role=Role.LEAD)


def test_leads_who_cannot_act_are_no_leads_to_leave_it_to(lead: User) -> None:
    make_person("asleep", Role.LEAD, second_factor=False)
    with pytest.raises(RoleRefusedError, match="only lead"):
        take_back_role(actor=lead, person=lead, role=Role.LEAD)
    assert lead.has_role(Role.LEAD)


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_no_role_for_who_may_not_take_part(lead: User, participant: User, state: str) -> None:
    if state == "suspended":
        make_suspension(participant)
    else:
        User.objects.filter(pk=participant.pk).update(is_active=False)
    with pytest.raises(RoleRefusedError, match="suspended or closed"):
        grant_role(actor=lead, person=participant, role=Role.EDITOR)
    assert not participant.granted_roles


def test_the_person_is_told_by_which_role_not_by_whom(lead: User, participant: User) -> None:
    give_second_factor(participant)
    grant_role(actor=lead, person=participant, role=Role.MODERATOR)
    mail = mail_to(participant, "role_changed")
    assert mail.subject == "You are now a moderator at Soundings"
    for body in (mail.text, mail.html):
        assert "a lead gave you the role of moderator" in body
        assert "/desk/" in body
        assert lead.public_name not in body.replace("a lead", "")
        assert "It does not open yet" not in body


def test_a_role_that_sleeps_says_so_in_its_mail(lead: User, participant: User) -> None:
    grant_role(actor=lead, person=participant, role=Role.EDITOR)
    mail = mail_to(participant, "role_changed")
    for body in (mail.text, mail.html):
        assert "It does not open yet" in body
        assert "/people/me/sign-in/" in body


def test_taking_back_is_told_with_what_is_left(lead: User, editor: User) -> None:
    grant_role(actor=lead, person=editor, role=Role.ANALYST)
    take_back_role(actor=lead, person=editor, role=Role.EDITOR)
    mail = mail_to(editor, "role_changed")
    assert mail.subject == "The role of editor was taken back at Soundings"
    assert "You still have: analyst." in mail.text
    take_back_role(actor=lead, person=editor, role=Role.ANALYST)
    assert "You have no staff role any more." in mail_to(editor, "role_changed").html


def test_the_other_leads_are_told_and_nobody_else(
    lead: User, moderator: User, participant: User
) -> None:
    other = make_person("otherlead", Role.LEAD)
    make_person("asleep", Role.LEAD, second_factor=False)
    grant_role(actor=lead, person=participant, role=Role.LEAD)
    assert told("role_told") == {"otherlead"}
    assert told("role_changed") == {"participant"}
    mail = mail_to(other, "role_told")
    assert mail.subject == "Participant: the role of lead was given"
    assert "participant@soundings.example" in mail.text
    assert f"/desk/people/{participant.public_id}/" in mail.html


def test_a_lead_no_more_is_not_told_of_others(lead: User, participant: User) -> None:
    other = make_person("otherlead", Role.LEAD)
    grant_role(actor=lead, person=participant, role=Role.EDITOR)
    take_back_role(actor=lead, person=other, role=Role.LEAD)
    message = Message.objects.get(kind="role_told", recipient=other)
    message.recipient = User.objects.get(pk=other.pk)
    assert kind_named("role_told").compose(message) is None


def test_an_operator_is_called_one(participant: User) -> None:
    grant_role(actor=None, person=participant, role=Role.LEAD)
    assert "an operator of the site gave you" in mail_to(participant, "role_changed").text


def test_an_address_that_cannot_be_reached_keeps_no_role_from_being_given(
    lead: User, participant: User
) -> None:
    participant.email = "no address"
    assert grant_role(actor=lead, person=participant, role=Role.EDITOR)
    assert participant.granted_roles == {"editor"}
    assert told("role_changed") == set()
