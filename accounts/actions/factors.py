"""Second factors: added, renamed, removed, and the codes for a day without them.

Each change but a new name ends the person's other sessions, is logged, and is told by mail.
"""

import secrets
from importlib import import_module
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.signing_in.account_mail import KIND
from accounts.signing_in.factors import LAST_STEP, step_of
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.mail.actions import enqueue_message

Kind = Authenticator.Type


@transaction.atomic
def add_authenticator_app(*, actor: User, secret: str, session: str, code: str = "") -> bool:
    """Make the app with this secret the actor's second factor; False if there is one already.

    `session` is the key of the session that goes on; `code` is the one that proved the secret.
    """
    _lock(actor)
    if _of(actor, Kind.TOTP).exists():
        return False
    app = TOTP.activate(actor, secret).instance
    spend_app_code(app=app, code=code)
    _note(Verb.FACTOR_ADDED, actor, actor, Kind.TOTP, "totp_activated")
    _complete(actor, session)
    return True


@transaction.atomic
def add_passkey(
    *, actor: User, name: str, credential: dict[str, Any], session: str, joining: bool = False
) -> None:
    """Add a passkey; somebody who joins with one needs no mail about it."""
    _lock(actor)
    WebAuthn.add(actor, name, credential)
    _note(Verb.FACTOR_ADDED, actor, actor, Kind.WEBAUTHN, "" if joining else "webauthn_added")
    _complete(actor, session)


@transaction.atomic
def rename_passkey(*, actor: User, passkey: Authenticator, name: str) -> None:
    """Change what the actor calls a passkey of theirs: for their eyes only, so not logged."""
    own = _of(actor, Kind.WEBAUTHN).select_for_update().get(pk=passkey.pk)
    own.data["name"] = name
    own.save(update_fields=["data"])


@transaction.atomic
def remove_factor(*, actor: User, factor: Authenticator, session: str) -> None:
    """Take away one of the actor's factors; with the last one the recovery codes go too."""
    _lock(actor)
    if not _of(actor, factor.type).filter(pk=factor.pk).delete()[0]:
        return
    is_app = factor.type == Kind.TOTP
    template = "totp_deactivated" if is_app else "webauthn_removed"
    _note(Verb.FACTOR_REMOVED, actor, actor, factor.type, template)
    if not Authenticator.objects.filter(user=actor).exclude(type=Kind.RECOVERY_CODES).exists():
        _of(actor, Kind.RECOVERY_CODES).delete()
    actor.forget_roles()
    end_sessions(person=actor, keep=session)


@transaction.atomic
def remove_every_factor(*, person: User) -> int:
    """Take away all factors, as an operator does for who lost them; return how many there were."""
    _lock(person)
    kinds = list(
        Authenticator.objects.filter(user=person)
        .exclude(type=Kind.RECOVERY_CODES)
        .values_list("type", flat=True)
    )
    Authenticator.objects.filter(user=person).delete()
    for kind in kinds:
        _note(Verb.FACTOR_REMOVED, None, person, kind, "")
    if kinds:
        _tell(person, "factors_removed")
    person.forget_roles()
    end_sessions(person=person)
    return len(kinds)


@transaction.atomic
def renew_recovery_codes(*, actor: User, session: str) -> bool:
    """Make new recovery codes, which ends the old ones; False without a factor to recover."""
    _lock(actor)
    if not actor.has_second_factor:
        return False
    _of(actor, Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(actor)
    _note(Verb.FACTOR_ADDED, actor, actor, Kind.RECOVERY_CODES, "recovery_codes_generated")
    end_sessions(person=actor, keep=session)
    return True


@transaction.atomic
def spend_app_code(*, app: Authenticator, code: str) -> bool:
    """Use up the step this code belongs to; False if it, or a later one, was used before.

    The row remembers, not the cache: a code that somebody read over a shoulder is worth nothing,
    even while the cache is away.
    """
    own = Authenticator.objects.select_for_update().get(pk=app.pk)
    step = step_of(own, code)
    if step is None or step <= own.data.get(LAST_STEP, 0):
        return False
    own.data[LAST_STEP] = step
    own.save(update_fields=["data"])
    return True


@transaction.atomic
def send_proof_code(*, actor: User, code: str) -> None:
    """Mail the code that will show that the actor still holds the mailbox."""
    _tell(actor, "proof_code", code=code)


@transaction.atomic
def end_sessions(*, person: User, keep: str = "") -> int:
    """Sign the person out everywhere but in the session with that key; return of how many."""
    ended = UserSession.objects.filter(user=person).exclude(session_key=keep)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    keys = list(ended.values_list("session_key", flat=True))
    for key in keys:
        store.delete(key)
    ended.delete()
    return len(keys)


def _of(person: User, kind: str) -> Any:
    return Authenticator.objects.filter(user=person, type=kind)


def _lock(person: User) -> None:
    # Two tabs that add or remove a factor at once take turns.
    User.objects.select_for_update().only("pk").get(pk=person.pk)
    person.forget_roles()


def _complete(person: User, session: str) -> None:
    """After a factor was added: codes for a bad day, and no session from before it."""
    if not _of(person, Kind.RECOVERY_CODES).exists():
        RecoveryCodes.activate(person)
    person.forget_roles()
    end_sessions(person=person, keep=session)


def _note(verb: Verb, actor: User | None, person: User, kind: str, template: str) -> None:
    record(actor=actor, verb=verb, thing=person, factor=str(kind))
    if template:
        _tell(person, template)


def _tell(person: User, template: str, **facts: str) -> None:
    enqueue_message(
        kind=KIND,
        to=person.email,
        key=secrets.token_hex(8),
        context={"template": template, **facts},
    )
