"""How a person signs in, and where they are signed in."""

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from accounts.signing_in.account_mail import mails_about
from consultation.lib.text import mentions


def register() -> None:
    """Make these holdings known."""
    for holding in (_ADDRESSES, _FACTORS, _PROVIDERS, _SESSIONS):
        register_holding(holding)


def addresses_of(person: User) -> frozenset[str]:
    """Return the addresses that are known to be the person's, in lower case.

    Also one that they have left, as long as a mail to it is kept, and nobody else has it now. Not
    one that they typed and never confirmed: it may be somebody else's.
    """
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    told = mails_about(person).alias(address=Lower("to"))
    left = told.filter(~_somebody_elses(person, "address"))
    written = [person.email, *confirmed.values_list("email", flat=True)]
    return _folded([*written, *left.values_list("to", flat=True)])


def addresses_typed_by(person: User) -> frozenset[str]:
    """Return the addresses that the person wanted to have and never confirmed; nobody else's."""
    typed = EmailAddress.objects.filter(user=person, verified=False)
    free = typed.alias(address=Lower("email")).filter(~_somebody_elses(person, "address"))
    return _folded(free.values_list("email", flat=True))


def _somebody_elses(person: User, address: str) -> Exists:
    return Exists(User.objects.exclude(pk=person.pk).filter(email=OuterRef(address)))


def _folded(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(address.lower() for address in addresses)


def _addresses(person: User) -> Iterator[Row]:
    for address in EmailAddress.objects.filter(user=person).order_by("pk").iterator():
        yield {
            "address": address.email,
            "confirmed": address.verified,
            "the one you sign in with": address.primary,
        }


def _factors(person: User) -> Iterator[Row]:
    """What they are and when they were used; a secret in a file would be one no more."""
    for factor in Authenticator.objects.filter(user=person).order_by("pk").iterator():
        yield {
            "kind": factor.get_type_display(),
            "name": factor.data.get("name", ""),
            "added": factor.created_at,
            "used last": factor.last_used_at,
        }


def _providers(person: User) -> Iterator[Row]:
    for account in SocialAccount.objects.filter(user=person).order_by("pk").iterator():
        yield {
            "provider": account.provider,
            "your number there": account.uid,
            "what it told us": account.extra_data,
            "connected": account.date_joined,
            "used last": account.last_login,
        }


def _sessions(person: User) -> Iterator[Row]:
    for session in UserSession.objects.filter(user=person).order_by("pk").iterator():
        yield {
            "began": session.created_at,
            "seen last": session.last_seen_at,
            "network address": session.ip,
            "browser": session.user_agent,
        }


def _erase_sessions(erasure: Erasure) -> None:
    """End the person's sessions, and every other that holds an address of theirs.

    Such as that of somebody who typed it on the sign-in page and went no further.
    """
    seen = UserSession.objects.filter(user=erasure.person)
    networks = set(seen.values_list("ip", flat=True))
    erasure.counts["sessions"] = _end_sessions(erasure.person.pk, erasure.addresses)
    seen.delete()
    # A request that began before may write its session once more after this.
    erasure.afterwards.append(partial(_end_sessions, erasure.person.pk, erasure.addresses))
    erasure.afterwards.append(partial(_forget_cached, [*erasure.addresses, *networks]))


def _end_sessions(person_id: int, addresses: Iterable[str]) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = 0
    for session in Session.objects.iterator(chunk_size=1_000):
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(person_id) or mentions(str(data), addresses):
            store(session_key=session.session_key).delete()
            ended += 1
    return ended


def _forget_cached(words: list[str]) -> None:
    """Forget counts of tries by address or network, and whatever else is cached that names them."""
    cache.forget_mentions(words)  # type: ignore[attr-defined]  # of our own backend


_ADDRESSES = Holding(
    name="addresses",
    title="Your email addresses",
    why="Codes and mail go to the one you sign in with.",
    models=(EmailAddress, EmailConfirmation),
    rows=_addresses,
)
_FACTORS = Holding(
    name="second-factors",
    title="Passkeys, authenticator and recovery codes",
    why="They protect your account. Their secrets are not in this copy: who has one can sign in.",
    models=(Authenticator,),
    rows=_factors,
)
_PROVIDERS = Holding(
    name="sign-in-providers",
    title="Sign-in with another service",
    why="What the service tells us when you sign in through it.",
    models=(SocialAccount, SocialToken),
    rows=_providers,
    is_long=True,
)
_SESSIONS = Holding(
    name="sessions",
    title="Where you are signed in",
    why="So that you can see it and sign out elsewhere. Each ends by itself.",
    models=(UserSession, Session),
    rows=_sessions,
    erase=_erase_sessions,
)
