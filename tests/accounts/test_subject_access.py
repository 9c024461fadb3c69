"""The copy of one's data: whole, readable, safe, and without anybody else's."""

import io
import json
import time
import tracemalloc
import zipfile
from datetime import timedelta
from pathlib import Path

import html5lib
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.rights import erase_person
from accounts.models import Invitation, User
from accounts.people.rights import as_line, readable, write_copy
from consultation.activity.actions import record
from consultation.activity.models import Activity, Verb
from consultation.lib.tokens import hash_of
from consultation.mail.models import Message
from consultation.moderation.actions import reject_response
from consultation.moderation.models import Reason
from papers.models import OpeningAlert, PreviewLink, Question
from tests.asking import post, post_published
from tests.people import SECRET, give_second_factor, make_membership, make_organisation
from tests.responses.multiplying import multiply

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \u202eright to left & \u0007“quoted”"


def copy_of(person: User) -> dict[str, str]:
    """Return the files of the archive, by name."""
    out = io.BytesIO()
    write_copy(person, out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(copy: dict[str, str], holding: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in copy[f"{holding}.jsonl"].splitlines()]


def test_it_holds_what_was_posted_and_what_was_decided(
    participant: User, moderator: User, question: Question
) -> None:
    response = post(participant, question, "My words.")
    reason = Reason.objects.first()
    assert reason
    reject_response(actor=moderator, response=response, reason=reason, words="Please ask again.")
    copy = copy_of(participant)
    assert rows_of(copy, "responses")[0]["text"] == "My words."
    assert rows_of(copy, "decisions")[0]["words to the author"] == "Please ask again."
    assert "My words." in copy["index.html"]
    assert "Please ask again." in copy["index.html"]


def test_it_names_no_moderator_and_nobody_who_was_replied_to(
    participant: User, moderator: User, other_participant: User, question: Question
) -> None:
    root = post_published(other_participant, question, "What the other said.")
    response = post(participant, question, "A reply.", to=root)
    reason = Reason.objects.first()
    assert reason
    reject_response(actor=moderator, response=response, reason=reason)
    everything = "\n".join(copy_of(participant).values())
    for word in ("Moderator", "moderator@", "other@", "What the other said."):
        assert word not in everything


def test_it_holds_no_secret(participant: User) -> None:
    give_second_factor(participant)
    participant.set_password("three unrelated words here")
    participant.save()
    Message.objects.create(
        to=participant.email, kind="account", key="1", context={"code": "493817"}
    )
    everything = "\n".join(copy_of(participant).values())
    for secret in (SECRET, participant.password, "493817"):
        assert secret not in everything
    assert str(Authenticator.objects.get().data["secret"]) not in everything


def test_the_page_shows_hostile_text_as_it_was_typed(participant: User) -> None:
    membership = make_membership(participant, "Harbour Project")
    User.objects.filter(pk=participant.pk).update(display_name="<b>Bold</b> & co")
    participant.refresh_from_db()
    participant.join_requests.create(organisation=membership.organisation, words=HOSTILE)
    copy = copy_of(participant)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(copy["index.html"])
    texts = {"".join(element.itertext()) for element in tree.iter("dd")}
    assert "<b>Bold</b> & co" in texts
    assert HOSTILE.replace("\u0007", "") in texts
    assert not list(tree.iter("script"))
    assert rows_of(copy, "join-requests")[0]["your words"] == HOSTILE


def test_the_page_asks_for_nothing_from_anywhere(participant: User) -> None:
    page = copy_of(participant)["index.html"]
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    for element in tree.iter():
        for name in ("src", "href", "action"):
            assert element.get(name, "#").startswith("#")
    assert "default-src 'none'" in page


def test_every_file_is_named_in_the_readme(participant: User) -> None:
    copy = copy_of(participant)
    assert all(name in copy["README.txt"] for name in copy if name.endswith(".jsonl"))


def test_a_row_is_one_line_of_json_whatever_is_in_it() -> None:
    line = as_line({"text": "one\ntwo\u2028three\r", "none": None})
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"text": "one\ntwo\u2028three\r", "none": None}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *[(None, "–"), ("", "–"), ([], "–"), (True, "yes"), (0, "0")],
        *[(["one", "two"], "one\ntwo"), ({"rules": 1, "first": True}, "rules: 1\nfirst: yes")],
    ],
)
def test_values_are_put_into_words(value: object, shown: str) -> None:
    assert readable(value) == shown


def make_busy(person: User, question: Question, *, responses: int, mails: int) -> None:
    """Give the person so many responses and mails."""
    if responses:
        one = post(person, question, "Words of some length. " * 20)
        multiply(one, responses - 1)
    Message.objects.bulk_create(
        Message(recipient=person, to=person.email, kind="digest", key=str(number), context={})
        for number in range(mails)
    )


def test_queries_do_not_grow_with_the_rows(participant: User, question: Question) -> None:
    make_busy(participant, question, responses=1, mails=1)
    write_copy(participant, io.BytesIO())  # what is looked up once a process is known from here
    with CaptureQueriesContext(connection) as few:
        write_copy(participant, io.BytesIO())
    make_busy(participant, question, responses=30, mails=0)
    Message.objects.all().delete()
    make_busy(participant, question, responses=0, mails=500)
    with CaptureQueriesContext(connection) as many:
        write_copy(participant, io.BytesIO())
    assert len(many) == len(few)


def test_two_thousand_responses_and_five_thousand_mails_in_a_minute(
    participant: User, question: Question
) -> None:
    make_busy(participant, question, responses=2_000, mails=5_000)
    began = time.process_time()
    rows = write_copy(participant, io.BytesIO())
    assert time.process_time() - began < 60
    assert rows > 7_000


def test_memory_does_not_grow_with_the_rows(
    participant: User, question: Question, tmp_path: Path
) -> None:
    def most_memory() -> int:
        tracemalloc.start()
        with (tmp_path / "copy.zip").open("w+b") as file:
            write_copy(participant, file)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    make_busy(participant, question, responses=600, mails=0)
    few = most_memory()
    make_busy(participant, question, responses=1_800, mails=0)
    assert most_memory() < few + 2 * 1024**2


def test_the_command_writes_the_same_for_its_owner_alone(participant: User, tmp_path: Path) -> None:
    call_command("subject_access", "PARTICIPANT@soundings.example", out=str(tmp_path))
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert set(zipfile.ZipFile(file).namelist()) == set(copy_of(participant))
    assert Activity.objects.get(verb=Verb.DATA_TAKEN).actor is None


@pytest.mark.parametrize(
    ("email", "out", "said"),
    [
        ("nobody@soundings.example", ".", "Nobody has"),
        ("participant@soundings.example", "/nowhere", "no folder"),
    ],
)
def test_the_command_says_what_is_wrong(participant: User, email: str, out: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("subject_access", email, out=out)


def test_what_goes_to_an_address_that_was_only_typed_is_somebody_elses(
    participant: User, question: Question
) -> None:
    """Or one could read of anybody whose address one knows."""
    theirs = "Victim@soundings.example"
    EmailAddress.objects.create(user=participant, email=theirs, verified=False)
    make_invitation(theirs)
    Message.objects.create(to=theirs, kind="account", key="1")
    OpeningAlert.objects.create(paper=question.paper, email=theirs)
    copy = copy_of(participant)
    for holding in ("invitations", "mails", "papers-you-wait-for"):
        assert rows_of(copy, holding) == []
    erase_person(actor=None, person=participant)
    assert Invitation.objects.filter(email=theirs).exists()
    assert OpeningAlert.objects.filter(email=theirs).exists()


def test_a_preview_made_out_to_a_name_is_not_told_to_who_takes_the_name(
    participant: User, question: Question
) -> None:
    for name in ("The Ministry", "Sam of the Ministry, participant@soundings.example"):
        PreviewLink.objects.create(
            paper=question.paper, name=name, token_hash=hash_of(name), expires_at=timezone.now()
        )
    User.objects.filter(pk=participant.pk).update(display_name="The Ministry")
    participant.refresh_from_db()
    told = rows_of(copy_of(participant), "previews")
    assert [row["made out to"] for row in told] == [
        "Sam of the Ministry, participant@soundings.example"
    ]


def make_invitation(email: str) -> Invitation:
    return Invitation.objects.create(
        organisation=make_organisation(),
        email=email,
        token_hash=hash_of(email),
        expires_at=timezone.now() + timedelta(days=14),
    )


def test_an_invitation_to_a_confirmed_address_is_theirs_whatever_its_case(
    participant: User,
) -> None:
    make_invitation("Participant@Soundings.example")
    assert len(rows_of(copy_of(participant), "invitations")) == 1


def test_the_log_and_the_mails_are_in_words(participant: User) -> None:
    with transaction.atomic():
        record(actor=participant, verb=Verb.PERSON_RENAMED, thing=participant)
    Message.objects.create(to=participant.email, kind="account", key="a code")
    copy = copy_of(participant)
    line = rows_of(copy, "log")[-1]
    assert (line["what"], line["verb"]) == ("Changed the name shown", "person.renamed")
    assert line["to what"] == "user"
    assert rows_of(copy, "mails")[-1]["about"] == "Signing in, or a change to your account"
