"""The desk's own menu: each member of staff sees the parts that their roles open."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Role, User
from accounts.organisations.entries import count_organisations_waiting
from consultation.desk.finding import waiting_for_leads
from consultation.desk.submitted import READERS
from consultation.moderation.waiting import count_waiting


@dataclass(frozen=True)
class DeskItem:
    """One entry of components/desk_nav."""

    label: str
    url: str
    current: bool
    count: int | None = None
    waiting: str = "waiting"


def desk_items(person: User, *, part: str) -> tuple[DeskItem, ...]:
    """Return the entries this person may use; `part` is the URL namespace one is in.

    Two queries for a moderator (what waits), one more for a lead (who waits), none for the others.
    """
    if not person.is_active or not person.roles:
        return ()
    items = [_item("Desk", "desk:home", part)]
    if person.has_role(Role.MODERATOR):
        items.append(_item("Moderation", "moderation:queue", part, count_waiting(person)))
        items.append(_item("Offline answers", "offline:entries", part))
    if person.has_role(*READERS):
        items.append(_item("Formal answers", "formal:list", part))
    if person.has_role(Role.EDITOR):
        items.append(_item("Papers", "papers:list", part))
    if person.has_role(Role.ANALYST):
        items.append(_item("Exports", "exports:list", part))
    if person.has_role(Role.MODERATOR):
        items.append(_item("People", "people:list", part, _people_waiting(person)))
        items.append(_item("Organisations", "register:list", part, count_organisations_waiting()))
    items.append(_item("My mail", "digests:preferences", part))
    return tuple(items)


def _people_waiting(person: User) -> int | None:
    """Return how many appeals and requests to be erased wait: only a lead can settle them."""
    return sum(waiting_for_leads().values()) if person.has_role(Role.LEAD) else None


def _item(label: str, name: str, part: str, count: int | None = None) -> DeskItem:
    return DeskItem(
        label=label, url=reverse(name), current=name.partition(":")[0] == part, count=count
    )
