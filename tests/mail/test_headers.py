import pytest

from accounts.models import User
from consultation.mail.header_text import one_line
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from tests.mail.conftest import Enqueue, NewKind, mail_with
from tests.sinks import SmtpSink

pytestmark = pytest.mark.django_db

BREAKS = ["\n", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00\n"]
TRICKS = [
    *(f"News{line}Bcc: other@soundings.example" for line in BREAKS),
    *(f"News{line} folded{line}\tTo: other@soundings.example" for line in BREAKS),
    "=?utf-8?q?News=0D=0ABcc:_other@soundings.example?=",
    "=?utf-8?b?TmV3cw0KQmNjOiBvdGhlckBzb3VuZGluZ3MuZXhhbXBsZQ==?=",
    "News\r\n\r\nA body of my own",
    "Ne\udc80ws",
    "News %0d%0aBcc: other@soundings.example",
    "N" * 5000,
]
EXPECTED = {
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Id",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_in_a_field_adds_a_header_or_a_recipient(
    enqueue: Enqueue, new_kind: NewKind, smtp_sink: SmtpSink, trick: str
) -> None:
    mail = mail_with(subject=trick, headers={"X-About": trick})
    new_kind(compose=lambda _message: mail)
    enqueue()
    assert send_due().sent == 1
    (caught,) = smtp_sink.caught
    assert caught.recipients == ["reader@soundings.example"]
    assert set(caught.mail.keys()) == EXPECTED | {"X-About"}
    assert "\n" not in str(caught.mail["Subject"])


@pytest.mark.parametrize("name", ["Bcc", "To", "from", "Sender", "X-A\nBcc", "Subject", "", "X:Y"])
def test_a_kind_may_not_add_a_header_of_ours(
    enqueue: Enqueue, new_kind: NewKind, smtp_sink: SmtpSink, name: str
) -> None:
    mail = mail_with(headers={name: "other@soundings.example"})
    new_kind(compose=lambda _message: mail)
    message = enqueue()
    assert send_due().failed == 1
    message.refresh_from_db()
    assert message.outcome == "UnfitHeaderError"


def test_machine_mail_says_so_and_has_both_parts(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    message = enqueue()
    send_due()
    (mail,) = smtp_sink.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Id"] == "Soundings <notice.soundings.example>"
    assert mail["Message-ID"] == f"<{message.public_id}@soundings.example>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_what_can_be_stopped_says_how_to_machines(
    enqueue: Enqueue, new_kind: NewKind, reader: User, smtp_sink: SmtpSink
) -> None:
    new_kind("digest", unsubscribe=lambda _person: None)
    enqueue(kind="digest", recipient=reader)
    send_due()
    (mail,) = smtp_sink.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(mail["List-Unsubscribe"]).strip().startswith("<http://testserver/mail/unsubscribe/")


def test_what_cannot_be_stopped_offers_nothing(
    enqueue: Enqueue, reader: User, smtp_sink: SmtpSink
) -> None:
    enqueue(recipient=reader)
    send_due()
    assert smtp_sink.mails[0]["List-Unsubscribe"] is None


@pytest.mark.parametrize("name", ["Zoë Núñez", "日本語", "می‌خواهم", "R&D <team>", "50% = half?"])
def test_honest_names_stay_as_they_are(name: str) -> None:
    assert one_line(name) == name


def test_marks_of_direction_are_taken_out() -> None:
    assert one_line("safe\u202egnp.exe") == "safegnp.exe"


def test_a_long_line_ends_with_an_ellipsis() -> None:
    assert one_line("word " * 100, 20) == "word word word word…"


def test_a_message_names_no_address_in_words(enqueue: Enqueue) -> None:
    message: Message = enqueue()
    assert "@" not in str(message)
