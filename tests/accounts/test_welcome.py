from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.access import SuspendedError
from accounts.actions import RulesChangedError, publish_rules, welcome_person
from accounts.models import HouseRules, RulesAgreement, User
from consultation.activity.models import Activity, Verb
from tests.accounts.conftest import CodeFor, Join
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_person

WELCOME = "/people/welcome/"
RULES = "/people/house-rules/"


@pytest.fixture
def newcomer(db: None) -> User:
    """Somebody who has joined and answered nothing yet."""
    person = make_person("newcomer", welcomed=False)
    person.display_name = ""
    person.save(update_fields=["display_name"])
    return person


def answers(**more: object) -> dict[str, object]:
    version = HouseRules.objects.newest_version()
    return {
        "shown_as": "own",
        "display_name": "Robin",
        "agrees": "on",
        "version": version,
        **more,
    }


def test_joining_leads_there_and_on_to_where_one_was_going(
    visitor: Client, ask_to_join: Join, code_for: CodeFor
) -> None:
    ask_to_join("new@soundings.example", next="/papers/")
    confirmed = visitor.post(
        "/accounts/confirm-email/", {"code": code_for("new@soundings.example")}
    )
    assert confirmed["Location"] == f"{WELCOME}?{urlencode({'next': '/papers/'})}"
    response = visitor.post(confirmed["Location"], answers())
    assert (response.status_code, response["Location"]) == (302, "/papers/")


def test_what_was_answered_is_kept(newcomer: User, client_for: ClientFor) -> None:
    client_for(newcomer).post(WELCOME, answers(shown_as="other"))
    newcomer.refresh_from_db()
    assert (newcomer.display_name, newcomer.uses_pseudonym) == ("Robin", True)
    assert newcomer.agreed_rules == RulesAgreement.objects.get(user=newcomer).rules.version == 1


def test_it_is_logged_without_the_name(newcomer: User, client_for: ClientFor) -> None:
    client_for(newcomer).post(WELCOME, answers())
    line = Activity.objects.get(verb=Verb.PERSON_WELCOMED)
    assert (line.actor_id, line.object_id, line.data) == (newcomer.pk, newcomer.pk, {"rules": 1})


def test_the_page_says_who_sees_what_and_shows_the_rules(
    newcomer: User, client_for: ClientFor
) -> None:
    page = fetch(client_for(newcomer), WELCOME)
    assert page.h1 == "Before you take part"
    assert "The policy team sees that it is not your own, and your email address." in page.text
    assert "Disagree with what was said, not with who said it." in page.text


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("shown_as", "Choose whether you are shown by your own name or by another."),
        ("display_name", "Enter the name to show with your responses."),
        ("agrees", "Tick the box once you have read the house rules."),
    ],
)
def test_each_answer_is_needed(
    newcomer: User, client_for: ClientFor, missing: str, words: str
) -> None:
    response = client_for(newcomer).post(WELCOME, answers(**{missing: ""}))
    assert response.status_code == 422
    assert words in response.content.decode()
    newcomer.refresh_from_db()
    assert (newcomer.agreed_rules, newcomer.display_name) == (0, "")


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_it_leads_to_no_other_site(newcomer: User, client_for: ClientFor, away: str) -> None:
    address = f"{WELCOME}?{urlencode({'next': away})}"
    assert client_for(newcomer).post(address, answers())["Location"] == "/people/me/"


def test_who_has_answered_is_sent_on(participant: User, client_for: ClientFor) -> None:
    response = client_for(participant).get(f"{WELCOME}?next=/papers/")
    assert response["Location"] == "/papers/"


def test_answering_twice_is_answering_once(newcomer: User) -> None:
    rules = HouseRules.objects.newest()
    for _ in range(2):
        welcome_person(actor=newcomer, display_name="Robin", uses_pseudonym=False, rules=rules)
    assert RulesAgreement.objects.filter(user=newcomer).count() == 1
    assert Activity.objects.filter(verb=Verb.PERSON_WELCOMED).count() == 1


def test_another_name_from_an_older_tab_is_not_passed_over_in_silence(
    newcomer: User, client_for: ClientFor
) -> None:
    client = client_for(newcomer)
    client.post(WELCOME, answers())
    answer = client.post(WELCOME, answers(shown_as="other", display_name="Sparrow"), follow=True)
    assert answer.redirect_chain[-1][0] == "/people/me/name/"
    said = "“Sparrow” was not saved: you are shown as Robin. You can change that here."
    assert said in read_page(answer).text
    newcomer.refresh_from_db()
    assert newcomer.display_name == "Robin"
    assert client.post(WELCOME, answers())["Location"] == "/people/me/"


def test_a_suspended_person_is_not_asked(suspended: User, client_for: ClientFor) -> None:
    User.objects.filter(pk=suspended.pk).update(agreed_rules=0)
    assert client_for(suspended).get(f"{WELCOME}?next=/papers/")["Location"] == "/papers/"
    with pytest.raises(SuspendedError):
        welcome_person(
            actor=suspended,
            display_name="Robin",
            uses_pseudonym=False,
            rules=HouseRules.objects.newest(),
        )


def test_new_rules_are_asked_about_alone_and_say_what_changed(
    participant: User, lead: User, client_for: ClientFor
) -> None:
    old = HouseRules.objects.newest()
    publish_rules(actor=lead, body=f"{old.body}\n- Say it in your own words.")
    client = client_for(participant)
    page = fetch(client, WELCOME)
    assert page.h1 == "The house rules changed"
    assert "What is new Say it in your own words." in page.text
    client.post(WELCOME, {"agrees": "on", "version": old.version + 1})
    participant.refresh_from_db()
    assert (participant.agreed_rules, participant.display_name) == (old.version + 1, "Participant")


def test_rules_that_changed_while_one_read_are_read_again(
    newcomer: User, lead: User, client_for: ClientFor
) -> None:
    read = answers()
    publish_rules(actor=lead, body="Be kind.")
    response = client_for(newcomer).post(WELCOME, read)
    assert response.status_code == 409
    assert "have changed since you opened this page" in response.content.decode()
    assert 'value="Robin"' in response.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.agreed_rules == 0


def test_anybody_reads_every_version(visitor: Client, lead: User) -> None:
    publish_rules(actor=lead, body="Be <b>kind</b>.")
    page = fetch(visitor, RULES)
    assert "Version 2, of" in page.text
    assert "Be <b>kind</b>." in page.text
    assert "Disagree with what was said, not with who said it." in page.text


def test_only_a_lead_publishes_rules(moderator: User) -> None:
    with pytest.raises(PermissionDenied):
        publish_rules(actor=moderator, body="Be kind.")
    assert HouseRules.objects.newest_version() == 1


def test_the_same_words_again_are_no_new_version(lead: User) -> None:
    first = publish_rules(actor=lead, body="Be kind.")
    assert publish_rules(actor=lead, body="Be kind. \r\n") == first
    assert Activity.objects.filter(verb=Verb.RULES_PUBLISHED).count() == 1


def test_of_two_leads_the_second_learns_of_the_first(lead: User) -> None:
    publish_rules(actor=lead, body="Be kind.", replaces=1)
    with pytest.raises(RulesChangedError, match="kept below"):
        publish_rules(actor=lead, body="Be brave.", replaces=1)
    assert HouseRules.objects.newest().body == "Be kind."
