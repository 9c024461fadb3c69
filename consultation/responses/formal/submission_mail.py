"""The mails about a formal answer; each is written from what is true as it goes.

Private answers are in none of them: a mail is read on screens that nobody here knows.
"""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.safestring import mark_safe

from accounts.models import Membership, User
from consultation.activity.models import Activity, Verb
from consultation.lib.text import in_a_letter
from consultation.mail.actions import UnusableAddressError, enqueue_message
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message
from consultation.responses.formal.checking import signers_of
from consultation.responses.models import DraftersComment, Response, Submission
from consultation.responses.querysets import SubmissionQuerySet
from papers.querysets import published_title

ASKED: Final = "sign_off_asked"
TAKEN_BACK: Final = "sign_off_taken_back"
APPROVER_LOST: Final = "sign_off_without_approver"
SENT_BACK: Final = "submission_sent_back"
RECEIPT: Final = "submission_receipt"


def register() -> None:
    """Make the kinds known to the outbox."""
    for name, title, compose, why in (
        (
            ASKED,
            "A formal answer waits for your sign-off",
            _compose_asked,
            "you sign off formal answers for the organisation",
        ),
        (
            TAKEN_BACK,
            "A formal answer was taken back before it was signed off",
            _compose_taken_back,
            "you were asked to sign the formal answer off, or asked for it",
        ),
        (
            APPROVER_LOST,
            "A formal answer waits for somebody else’s sign-off",
            _compose_lost,
            "you sign off formal answers for the organisation, or asked for this sign-off",
        ),
        (
            SENT_BACK,
            "A formal answer came back to its drafters",
            _compose_sent_back,
            "you asked for the formal answer to be signed off",
        ),
        (
            RECEIPT,
            "The receipt of a formal answer",
            _compose_receipt,
            "you sent the formal answer, or asked for it to be signed off",
        ),
    ):
        register_kind(Kind(name=name, title=title, compose=compose, why=why, priority=2))


def ask_approver(submission: Submission, approver: User, *, event: int) -> None:
    """Tell the approver what waits for them; `event` is the line of the log that says so."""
    _tell(ASKED, [approver], key=str(event), submission=submission.pk)


def tell_of_taking_back(submission: Submission, line: Activity) -> None:
    """Tell who was asked for the sign-off, and who asked, that it is drafted again; not the actor.

    `line` is the one of the log that says so.
    """
    people = {person.pk: person for person in _askers(submission)}
    if submission.approver is not None:
        people[submission.approver.pk] = submission.approver
    others = [person for person in people.values() if person.pk != line.actor_id]
    _tell(TAKEN_BACK, others, key=str(line.pk), submission=submission.pk, event=line.pk)


def tell_of_lost_approvers() -> int:
    """Tell who else can sign off what waits for somebody that cannot any more; return of how many.

    They left, were removed, suspended or erased, or are an approver no more: the rows say so,
    whichever it was. Each is told once of one asking; who asked is told as well.
    """
    with transaction.atomic():
        waiting = Submission.objects.without_approver().order_by("pk")
        for submission in waiting:
            line = Activity.objects.about(submission).filter(verb=Verb.SIGN_OFF_ASKED).last()
            people = {asker.pk: asker for asker in _askers(submission)}
            for signer in signers_of(submission):
                people[signer.user_id] = signer.user
            key = str(line.pk if line else submission.pk)
            _tell(APPROVER_LOST, people.values(), key=key, submission=submission.pk)
    return len(waiting)


def tell_of_return(submission: Submission, comment: DraftersComment) -> None:
    """Tell who asked for the sign-off that it came back, and why."""
    askers = [asker for asker in _askers(submission) if asker.pk != comment.author_id]
    _tell(SENT_BACK, askers, key=str(comment.pk), comment=comment.pk)


def send_receipts(submission: Submission) -> None:
    """Send the receipt to who sent it, and to who asked for the sign-off."""
    people = {person.pk: person for person in _askers(submission)}
    if submission.sent_by is not None:
        people[submission.sent_by.pk] = submission.sent_by
    _tell(RECEIPT, people.values(), key=str(submission.pk), submission=submission.pk)


def _askers(submission: Submission) -> list[User]:
    """Who asked last for it to be signed off, as the log has it: nobody, or one."""
    lines = Activity.objects.about(submission).filter(verb=Verb.SIGN_OFF_ASKED)
    last = lines.select_related("actor").last()
    return [last.actor] if last is not None and last.actor is not None else []


def _tell(kind: str, people: Iterable[User], *, key: str, **context: int) -> None:
    for person in people:
        try:
            enqueue_message(kind=kind, recipient=person, key=key, context=context)
        except UnusableAddressError:
            continue  # who cannot be reached must not keep the others from sending


def _compose_asked(message: Message) -> Mail | None:
    """Tell the approver, if it still waits for them and they may still sign off."""
    rooms = Submission.objects.in_rooms().filter(approver=message.recipient)
    submission = _find(rooms, message)
    if submission is None or not submission.is_awaiting:
        return None
    signers = Membership.objects.approvers().filter(organisation=submission.organisation_id)
    if not signers.filter(user=message.recipient).exists():
        return None
    facts = {
        **_facts_of(submission),
        "asker": next(iter(_askers(submission)), None),
        "url": _url("submissions:check", submission.paper.slug, submission.public_id),
        "closes_at": submission.paper.closes_at,
    }
    return compose_from_templates("submissions/sign_off_asked", facts, message=message)


def _compose_taken_back(message: Message) -> Mail | None:
    """Say who took it back, unless it waits again by now: then they are told that."""
    submission = _find(Submission.objects.in_rooms(), message)
    if submission is None or submission.is_awaiting:
        return None
    line = Activity.objects.select_related("actor").filter(pk=message.context["event"]).first()
    facts = {
        **_facts_of(submission),
        "who": line.actor if line else None,
        "was_asked": submission.approver_id == message.recipient_id,
        "url": _url("submissions:room", submission.paper.slug, submission.public_id),
    }
    return compose_from_templates("submissions/taken_back", facts, message=message)


def _compose_lost(message: Message) -> Mail | None:
    """Say what each can do, if it still waits for nobody."""
    submission = _find(Submission.objects.without_approver(), message)
    if submission is None:
        return None
    signers = Membership.objects.approvers().filter(organisation=submission.organisation_id)
    facts = {
        **_facts_of(submission),
        "approver": submission.approver,
        "closes_at": submission.paper.closes_at,
        "may_sign_off": signers.filter(user=message.recipient).exists(),
        "url": _url("submissions:check", submission.paper.slug, submission.public_id),
    }
    return compose_from_templates("submissions/approver_lost", facts, message=message)


def _compose_sent_back(message: Message) -> Mail | None:
    """Say that there are words, not which: they may repeat what is private."""
    comments = DraftersComment.objects.select_related("author")
    comment = comments.filter(pk=message.context["comment"]).first()
    if comment is None:
        return None
    rooms = Submission.objects.in_rooms().filter(pk=comment.submission_id)
    submission = _find(rooms, message)
    if submission is None:
        return None
    facts = {
        **_facts_of(submission),
        "author": comment.author,
        "url": _url("submissions:room", submission.paper.slug, submission.public_id),
    }
    return compose_from_templates("submissions/sent_back", facts, message=message)


def _compose_receipt(message: Message) -> Mail | None:
    """Write what was sent and may be read by all; what is private is named, and in the PDF."""
    submission = _find(Submission.objects.closed_to_changes(), message)
    if submission is None or submission.state != Submission.State.SENT:
        return None
    sent = Response.objects.filter(submission=submission).select_related("question", "wording")
    responses = list(sent.order_by("question__number"))
    address = submission.paper.slug, submission.reference
    facts = {
        **_facts_of(submission),
        "answers": [_answer_of(each) for each in responses if not _is_private(each)],
        "private": [str(each.question.number) for each in responses if _is_private(each)],
        "is_held": any(each.state == Response.State.HELD for each in responses),
        "url": _url("reading:sent-answer", *address),
        "closes_at": submission.paper.closes_at,
    }
    return compose_from_templates("submissions/receipt", facts, message=message)


def _answer_of(response: Response) -> dict[str, object]:
    return {
        "number": response.question.number,
        "question": response.wording.text,
        "parts": response.wording.parts,
        "chosen": response.chosen(kind=response.question.kind),
        "text": in_a_letter(response.comment),
        "html": mark_safe(response.html),  # noqa: S308  # made by render_response on writing
        "is_nameless": response.is_nameless,
    }


def _is_private(response: Response) -> bool:
    return response.visibility == Response.Visibility.PRIVATE


def _find(submissions: SubmissionQuerySet, message: Message) -> Submission | None:
    """Return the formal answer as far as the reader of the mail may still open it."""
    if message.recipient is None:
        return None
    known = submissions.open_to(message.recipient)
    found = known.select_related("paper", "organisation", "approver")
    if "submission" in message.context:
        found = found.filter(pk=message.context["submission"])
    return found.annotate(paper_title=published_title("paper__")).first()


def _facts_of(submission: Submission) -> dict[str, object]:
    organisation = submission.organisation
    return {
        "paper_title": submission.paper_title,  # type: ignore[attr-defined]
        "organisation": organisation.name if organisation else "",
        "reference": submission.reference,
        "sent_at": submission.sent_at,
    }


def _url(name: str, *args: object) -> str:
    return absolute_url(reverse(name, args=args))
