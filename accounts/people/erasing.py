"""Letting go of a person: every holding in turn, inside the transaction of `erase_person`."""

from collections.abc import Collection

from accounts.holdings import Erasure, registered_holdings
from accounts.holdings.belonging import named_by_nobody_else
from accounts.holdings.signing_in import addresses_of
from accounts.models import Organisation, User


def begin_erasure(
    actor: User | None, person: User, also_for: Collection[Organisation] = ()
) -> Erasure:
    """Return the erasure to carry out; what only the person named counts as their own."""
    addresses = addresses_of(person)
    return Erasure(
        actor=actor,
        person=person,
        addresses=addresses,
        traces={*addresses, person.display_name, person.public_id} - {""},
        also_for=frozenset(also_for) | named_by_nobody_else(person),
    )


def let_go(erasure: Erasure) -> None:
    """Let every holding go of the person but for the account, the highest part first.

    Before that each holds still what must not change meanwhile, the lowest part first.
    """
    for holding in registered_holdings():
        holding.lock(erasure)
    for holding in reversed(registered_holdings()):
        holding.erase(erasure)
