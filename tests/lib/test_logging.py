import logging
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from consultation.embedded.paths import POSTGRES, log_file
from consultation.lib.logging import DiscreetFormatter
from tests.people import make_organisation, make_person

TEXT = "canary\n\nCanary: two"


def line_of(error: Exception) -> str:
    record = logging.LogRecord("site", logging.ERROR, "", 1, "It failed", (), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return DiscreetFormatter("%(message)s").format(record)


def test_the_site_uses_it() -> None:
    line = settings.LOGGING["formatters"]["line"]
    assert line["()"] == f"{DiscreetFormatter.__module__}.{DiscreetFormatter.__qualname__}"


@pytest.mark.django_db
def test_a_taken_address_is_not_in_the_log() -> None:
    person = make_person("canary")
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        User.objects.create_user(person.email)
    line = line_of(raised.value)
    assert "canary" in str(raised.value)
    assert "duplicate key" in line
    assert "canary" not in line


@pytest.mark.django_db
def test_the_text_of_a_refused_row_is_not_in_the_log() -> None:
    organisation = make_organisation()
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(
            logo="x", about="canary\nCanary: two"
        )
    line = line_of(raised.value)
    assert "organisation_logo_has_words" in line
    assert "canary" not in line.casefold()


def test_other_errors_are_told_as_they_are() -> None:
    with pytest.raises(ValueError, match="Something else") as raised:
        int("Something else")
    assert "invalid literal for int() with base 10: 'Something else'" in line_of(raised.value)


@pytest.mark.django_db
def test_the_embedded_database_logs_no_refused_statement() -> None:
    organisation = make_organisation()
    typed = f"canary {uuid4()}"
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(logo="x", about=typed)
    log = log_file(settings.VAR, POSTGRES).read_text()
    assert "organisation_logo_has_words" in log
    assert typed not in log
