"""What happens before a mail about notices goes, and what it says then."""

from collections.abc import Callable

import pytest

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.digests import notice_mail, notices
from consultation.digests.actions import change_notice_settings
from consultation.digests.gathering import order_mails
from consultation.digests.models import Notice
from consultation.digests.noticing import make_notices
from consultation.mail.sending import send_due
from consultation.responses.actions.following import follow
from consultation.responses.models import Response
from consultation.responses.taking_part.following import Target
from papers.models import Paper
from tests.asking import post_published
from tests.digests.conftest import NOON, Mails, TellNotices, reply_to, settle
from tests.people import make_suspension

pytestmark = pytest.mark.django_db(transaction=True)


def withdraw(response: Response) -> None:
    Response.objects.filter(pk=response.pk).update(state=Response.State.WITHDRAWN)


def hold_again(response: Response) -> None:
    Response.objects.filter(pk=response.pk).update(state=Response.State.HELD)


def hide_paper(response: Response) -> None:
    Paper.objects.update(current_edition=None)


def erase_author(response: Response) -> None:
    assert response.user is not None
    erase_person(actor=None, person=response.user)


def suspend_reader(response: Response) -> None:
    make_suspension(User.objects.get(display_name="Participant"))


def close_reader_s_account(response: Response) -> None:
    User.objects.filter(display_name="Participant").update(is_active=False)


def unsubscribe_reader(response: Response) -> None:
    reader = User.objects.get(display_name="Participant")
    change_notice_settings(actor=reader, wishes={"replies": "never"})


def let_reader_read(response: Response) -> None:
    Notice.objects.update(read_at=NOON)


def prepared(root: Response, author: User) -> Response:
    """Return a reply whose author's words are looked for, once its notice is made."""
    reply = reply_to(root, author, "canary-withdrawn words")
    settle()
    assert make_notices() == 1
    return reply


@pytest.mark.parametrize(
    "happens",
    [
        withdraw,
        hold_again,
        hide_paper,
        erase_author,
        suspend_reader,
        close_reader_s_account,
        unsubscribe_reader,
        let_reader_read,
    ],
)
def test_what_happens_before_a_mail_goes_counts(
    happens: Callable[[Response], None],
    tell_notices: TellNotices,
    root: Response,
    other_participant: User,
    mailoutbox: Mails,
) -> None:
    reply = prepared(root, other_participant)
    assert order_mails(NOON) == 1
    happens(reply)
    send_due()
    assert mailoutbox == []


@pytest.mark.parametrize("happens", [suspend_reader, close_reader_s_account, let_reader_read])
def test_what_happens_before_a_mail_is_ordered_counts(
    happens: Callable[[Response], None],
    tell_notices: TellNotices,
    root: Response,
    other_participant: User,
) -> None:
    happens(prepared(root, other_participant))
    assert order_mails(NOON) == 0


def test_what_is_left_of_a_mail_is_told(
    tell_notices: TellNotices, root: Response, other_participant: User, mailoutbox: Mails
) -> None:
    gone = reply_to(root, other_participant, "canary-withdrawn words")
    reply_to(root, other_participant, "These words stay.")
    settle()
    make_notices()
    order_mails(NOON)
    withdraw(gone)
    send_due()
    (mail,) = mailoutbox
    assert "These words stay." in mail.body
    assert "canary" not in str(mail.message())


def test_a_mail_makes_excerpts_of_what_it_lists_and_counts_the_rest(
    tell_notices: TellNotices,
    root: Response,
    other_participant: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notice_mail, "MOST_LISTED", 2)
    made: list[str] = []

    def note(text: str, _words: int) -> str:
        made.append(text)
        return text

    monkeypatch.setattr(notices, "excerpt", note)
    for number in range(5):
        reply_to(root, other_participant, f"Reply {number}.")
    (mail,) = tell_notices()
    assert made == ["Reply 0.", "Reply 1."]
    assert "3 more are too many for one mail" in mail.body


def test_a_mail_counts_only_what_is_still_wanted(
    tell_notices: TellNotices,
    root: Response,
    participant: User,
    other_participant: User,
    mailoutbox: Mails,
) -> None:
    follow(actor=participant, target=Target(root.question.paper_id))
    change_notice_settings(actor=participant, wishes={"follows": "at_once"})
    reply_to(root, other_participant, "Wanted no more.")
    post_published(other_participant, root.question, "Wanted still.")
    settle()
    make_notices()
    order_mails(NOON)
    change_notice_settings(actor=participant, wishes={"replies": "never", "follows": "at_once"})
    Notice.objects.filter(is_reply=True).update(followed="")
    send_due()
    assert "Wanted still." in mailoutbox[0].body
    assert "Wanted no more." not in mailoutbox[0].body
