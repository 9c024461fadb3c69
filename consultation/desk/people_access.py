"""Which people the desk shows: all there are, to moderators and leads (see `people_views`)."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User


def get_person_or_404(public_id: str) -> User:
    """Return a person, whether their account is open, suspended or closed; raises Http404."""
    return get_object_or_404(User, public_id=public_id)


def crumbs_to(person: User) -> list[dict[str, str]]:
    """Return the way from the desk to what lies below a person's page."""
    return [
        {"title": "People", "url": reverse("people:list")},
        {"title": person.public_name, "url": reverse("people:person", args=[person.public_id])},
    ]
