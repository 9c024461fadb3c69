"""The account itself, what was agreed to, and what staff and the person did about it."""

from collections.abc import Iterator

from accounts.holdings import Holding, Row, register_holding
from accounts.models import ErasureRequest, HouseRules, RulesAgreement, Suspension, User


def register() -> None:
    """Make these holdings known; what they hold goes with the account."""
    for holding in (_ACCOUNT, _HOUSE_RULES, _SUSPENSIONS, _ERASURE_REQUESTS):
        register_holding(holding)


def _account(person: User) -> Iterator[Row]:
    yield {
        "number": person.pk,
        "public id": person.public_id,
        "address": person.email,
        "name shown": person.display_name,
        "is another name than your own": person.uses_pseudonym,
        "joined": person.joined_at,
        "signed in last": person.last_login,
        "has a password": person.has_usable_password(),
        "house rules taken note of": person.agreed_rules,
        "suspended since": person.suspended_at,
        "staff roles": sorted(person.groups.values_list("name", flat=True)),
        "operator of the server": person.is_staff or person.is_superuser,
        "account is open": person.is_active,
    }


def _agreements(person: User) -> Iterator[Row]:
    agreements = RulesAgreement.objects.filter(user=person).select_related("rules").order_by("pk")
    for agreement in agreements.iterator():
        yield {"version": agreement.rules.version, "taken note of": agreement.agreed_at}


def _suspensions(person: User) -> Iterator[Row]:
    for suspension in Suspension.objects.filter(user=person).order_by("pk").iterator():
        yield {
            "suspended": suspension.at,
            "by": "a member of staff",
            "reason": suspension.reason,
            "your appeal": suspension.appeal,
            "appealed": suspension.appealed_at,
            "answer": suspension.answer,
            "answered": suspension.answered_at,
            "lifted": suspension.lifted_at,
        }


def _requests(person: User) -> Iterator[Row]:
    for request in ErasureRequest.objects.filter(user=person).order_by("pk").iterator():
        yield {
            "asked": request.asked_at,
            "taken back": request.withdrawn_at,
            "refused": request.refused_at,
            "why it was refused": request.refusal,
        }


_ACCOUNT = Holding(
    name="account",
    title="Your account",
    why="It is how the site knows you, and what you chose to be called.",
    models=(User, User.groups.through, User.user_permissions.through),
    rows=_account,
    is_long=True,
)
_HOUSE_RULES = Holding(
    name="house-rules",
    title="House rules you took note of",
    why="Each version is kept with the day, so that nobody is held to others.",
    models=(RulesAgreement, HouseRules),
    rows=_agreements,
)
_SUSPENSIONS = Holding(
    name="suspensions",
    title="Suspensions and appeals",
    why="What was decided, why, what you answered, and what came of it.",
    models=(Suspension,),
    rows=_suspensions,
    is_long=True,
)
_ERASURE_REQUESTS = Holding(
    name="erasure-requests",
    title="Requests to be erased",
    why="Until a request is carried out or refused, it waits for a lead.",
    models=(ErasureRequest,),
    rows=_requests,
    is_long=True,
)
