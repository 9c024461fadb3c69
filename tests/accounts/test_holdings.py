"""Nothing about people is kept that no holding answers for."""

from collections.abc import Iterator
from typing import Final

import pytest
from django.apps import apps
from django.db import models

from accounts.holdings import Holding, register_holding, registered_holdings
from accounts.models import User
from consultation.moderation.models import Decision
from tests.people import make_person

# Columns that hold an address, a place on the network, or what somebody typed of a person.
TELLING: Final = {"name", "shown_name", "user_agent", "session_data", "words", "file_name", "to"}
# What has such a column and is about no person; each with its reason.
ABOUT_NOBODY: Final = {
    "auth.group": "the names of the roles",
    "auth.permission": "the names of Django's permissions",
    "sites.site": "the site's own name",
    "socialaccount.socialapp": "the providers that an operator configures",
    "papers.attachment": "files that editors put beside a paper, for everybody to read",
    "papers.listing": "the words of a published paper, for searching",
}


def points_at_people(model: type[models.Model]) -> bool:
    """Say whether a row belongs to, names, or was made by a person."""
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            if field.related_model is User or belongs_to_a_person(field.related_model):
                return True
        elif (
            isinstance(field, models.EmailField | models.GenericIPAddressField)
            or field.name in TELLING
        ):
            return True
    return False


def belongs_to_a_person(model: object) -> bool:
    assert isinstance(model, type)
    return any(
        isinstance(field, models.ForeignKey) and field.related_model is User and not field.null
        for field in model._meta.get_fields()  # type: ignore[attr-defined]
    )


def all_models() -> Iterator[type[models.Model]]:
    yield from apps.get_models(include_auto_created=True)


def unanswered(held: set[type[models.Model]]) -> set[str]:
    return {
        model._meta.label_lower
        for model in all_models()
        if points_at_people(model) and model not in held
    }


def answered_for() -> set[type[models.Model]]:
    return {model for holding in registered_holdings() for model in holding.models}


def test_every_table_about_people_is_in_a_holding() -> None:
    assert unanswered(answered_for()) - set(ABOUT_NOBODY) == set()


def test_a_table_that_no_holding_answers_for_is_found() -> None:
    assert "moderation.decision" in unanswered(answered_for() - {Decision})


def test_the_exceptions_are_still_needed() -> None:
    assert set(ABOUT_NOBODY) <= unanswered(answered_for())


def test_two_holdings_cannot_have_one_name() -> None:
    first = registered_holdings()[0]
    other = Holding(first.name, "Another", "Why.", (), rows=lambda _: ())
    with pytest.raises(ValueError, match=first.name):
        register_holding(other)


@pytest.mark.django_db
def test_every_holding_can_be_read_of_somebody_who_has_done_nothing() -> None:
    person = make_person("newcomer", welcomed=False)
    rows = {holding.name: list(holding.rows(person)) for holding in registered_holdings()}
    assert {name for name, found in rows.items() if found} == {"account", "addresses"}
