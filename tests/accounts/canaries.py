"""A person with a canary in every column and file they can fill."""

from datetime import timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import (
    ErasureRequest,
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    RegisterImport,
    Suspension,
    User,
)
from consultation.digests.models import Digest, Subscription
from consultation.lib.tokens import hash_of, new_token
from consultation.mail.actions import enqueue_message
from consultation.mail.models import Message, State
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Reason
from consultation.responses.drafts.carrying import mark_of
from consultation.responses.models import Response
from papers.models import OpeningAlert, PaperImport, PreviewLink, Question, UnsavedText
from tests.asking import post, post_published
from tests.people import make_membership, make_organisation, make_person
from tests.responses.drafting import begin, url_of
from tests.responses.edit_drafts import begin_edit

MARK: Final = "qx7canary"
NETWORK: Final = "203.0.113.77"
ADDRESS: Final = f"{MARK}-person@soundings.example"
# Where a canary must be seen before the erasure, or the test could not fail.
PLACES: Final = (
    *("name", "second-address", "factor", "provider", "token", "agent", "session", "stranger"),
    *("public", "answered", "held", "rejected", "private", "for-organisation"),
    *("verdict", "kept-verdict", "join-words", "proposal", "about", "logo-words", "logo-file"),
    *("suspension", "appeal", "answer", "refusal", "waiting", "preview", "unsaved", "import-name"),
    *("import-words", "register-name", "register-lines", "queued", "failed", "operator", "cached"),
    *("letter", "digest-period", "subject", "unposted", "carried"),
)


def canary(place: str) -> str:
    return f"{MARK}-{place}-end"


class Canaries:
    """The person, and what others have to do with them."""

    def __init__(self, question: Question, moderator: User, other: User) -> None:
        self.question, self.moderator, self.other = question, moderator, other
        self.organisation = make_organisation("Harbour Project")
        self.person = make_person(ADDRESS.partition("@")[0])
        User.objects.filter(pk=self.person.pk).update(display_name=canary("name"))
        self.person.refresh_from_db()
        self.sign_in()
        self.post()
        self.belong()
        self.be_judged()
        self.work_as_staff()
        self.be_written_to()
        cache.set(f"page-{NETWORK}", canary("cached"))

    def sign_in(self) -> None:
        person = self.person
        second = f"{canary('second-address')}@soundings.example"
        EmailAddress.objects.create(user=person, email=second, verified=False)
        Authenticator.objects.create(
            user=person, type="webauthn", data={"name": canary("factor"), "credential": {}}
        )
        account = SocialAccount.objects.create(
            user=person, provider="oidc", uid="1", extra_data={"name": canary("provider")}
        )
        SocialToken.objects.create(account=account, token=canary("token"))
        session = SessionStore()
        session["_auth_user_id"], session["typed"] = str(person.pk), canary("session")
        session.create()
        UserSession.objects.create(
            user=person,
            ip=NETWORK,
            session_key=session.session_key,
            user_agent=canary("agent"),
        )
        # Somebody who typed the address at the entrance and went no further.
        stranger = SessionStore()
        stranger["account_login"] = {"email": ADDRESS, "note": canary("stranger")}
        stranger.create()

    def post(self) -> None:
        person, question = self.person, self.question
        post_published(person, question, canary("public"))
        self.answered = post_published(person, question, canary("answered"))
        self.reply = post_published(self.other, question, "A reply by another.", to=self.answered)
        post_published(person, question, "And " + canary("answered"), to=self.reply)
        question.paper.moderation = "pre"
        question.paper.save(update_fields=["moderation"])
        post(person, question, canary("held"))
        rejected = post(person, question, canary("rejected"))
        reason = Reason.objects.first()
        assert reason
        reject_response(
            actor=self.moderator, response=rejected, reason=reason, words=canary("verdict")
        )
        post(person, question, canary("private"), visibility=Response.Visibility.PRIVATE)
        membership = make_membership(person, self.organisation)
        self.for_organisation = post(
            person, question, "What the organisation said.", membership=membership
        )
        # As it was before one could choose to answer without one's own name.
        Response.objects.filter(pk=self.for_organisation.pk).update(
            shown_name=canary("for-organisation")
        )
        decision = publish_response(actor=self.moderator, response=self.for_organisation)
        type(decision).objects.filter(pk=decision.pk).update(words=canary("kept-verdict"))
        self.write(membership)

    def write(self, membership: Membership) -> None:
        """What they have not posted: for an organisation, and sent when they were signed out."""
        begin(self.person, self.question, canary("unposted"), membership=membership)
        begin_edit(self.answered, canary("unsaved-edit"))
        begin_edit(self.for_organisation, canary("unsaved-edit"))
        Client().post(
            url_of(self.question), {"body": canary("carried"), "writer": mark_of(self.person)}
        )

    def belong(self) -> None:
        person = self.person
        other = make_organisation("Quay Centre")
        JoinRequest.objects.create(user=person, organisation=other, words=canary("join-words"))
        proposal = make_organisation(
            canary("proposal"),
            verified_at=None,
            proposed_by=person,
            about=canary("about"),
            logo_alt=canary("logo-words"),
        )
        proposal.logo.save("logo.png", ContentFile(canary("logo-file").encode()))
        make_membership(person, proposal, confirmed=False)
        for email in (ADDRESS, "colleague@soundings.example"):
            Invitation.objects.create(
                organisation=other,
                email=email,
                token_hash=hash_of(new_token()),
                invited_by=person,
                expires_at=timezone.now() + timedelta(days=14),
            )
        paper = self.question.paper
        OpeningAlert.objects.create(paper=paper, user=person)
        OpeningAlert.objects.create(paper=paper, email=f"{canary('waiting')}@soundings.example")
        EmailAddress.objects.create(
            user=person, email=f"{canary('waiting')}@soundings.example", verified=True
        )
        PreviewLink.objects.create(
            paper=paper,
            token_hash=hash_of(new_token()),
            name=f"{canary('preview')}, {ADDRESS}",
            expires_at=timezone.now() + timedelta(days=14),
        )

    def be_judged(self) -> None:
        now = timezone.now()
        Suspension.objects.create(
            user=self.person,
            reason=canary("suspension"),
            by=self.moderator,
            appeal=canary("appeal"),
            appealed_at=now,
            answer=canary("answer"),
            answered_at=now,
            lifted_at=now,
        )
        ErasureRequest.objects.create(
            user=self.person, refused_at=now, refused_by=self.moderator, refusal=canary("refusal")
        )
        LogEntry.objects.create(
            user=self.moderator,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(self.person.pk),
            object_repr=canary("operator"),
            action_flag=CHANGE,
        )

    def work_as_staff(self) -> None:
        """What is left of the time when the person was on the staff."""
        person, paper = self.person, self.question.paper
        UnsavedText.objects.create(
            paper=paper, editor=person, place="title", version=1, fields={"a": canary("unsaved")}
        )
        PaperImport.objects.create(
            file_name=canary("import-name"),
            document={"blocks": [canary("import-words")]},
            interpretation={},
            created_by=person,
        )
        for lines, applied in (([canary("register-lines")], None), ([], timezone.now())):
            RegisterImport.objects.create(
                file_name=canary("register-name"),
                lines=lines,
                created_by=person,
                applied_at=applied,
            )
        subscription = Subscription.objects.create(user=person, frequency="daily", told_up_to=0)
        Digest.objects.create(
            subscription=subscription,
            period=canary("digest-period")[:20],
            first_transaction=0,
            end_transaction=1,
        )

    def be_written_to(self) -> None:
        with transaction.atomic():
            enqueue_message(kind="account", key="code", to=ADDRESS, context={"template": "none"})
        person, mails = self.person, Message.objects
        mails.create(
            recipient=person, to=ADDRESS, kind="x", key="1", context={"fact": canary("queued")}
        )
        mails.create(
            to=ADDRESS, kind="x", key="2", state=State.FAILED, outcome=f"550 {canary('failed')}"
        )
        # A code to an address that was never confirmed.
        mails.create(to=f"{canary('second-address')}@soundings.example", kind="x", key="4")
        # To somebody else, and about the person's address.
        mails.create(to="old@soundings.example", kind="x", key="3", context={"to_email": ADDRESS})


def own_rows(person: User) -> dict[str, list[Any]]:
    """Return what somebody else has, to compare it before and after."""
    responses = Response.objects.filter(user=person).order_by("pk")
    organisations = Organisation.objects.filter(pk__in=person.memberships.values("organisation"))
    return {
        "account": list(User.objects.filter(pk=person.pk).values_list()),
        "responses": list(
            responses.values_list("pk", "comment", "html", "state", "path", "shown_name")
        ),
        "memberships": list(person.memberships.values_list()),
        "addresses": list(EmailAddress.objects.filter(user=person).values_list()),
        "organisations": sorted(
            organisations.values_list("name", "slug", "version", "proposed_by")
        ),
    }
