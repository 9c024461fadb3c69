from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity
from consultation.digests.models import Subscription
from consultation.management.sample_accounts import SAMPLE_ACCOUNTS
from consultation.responses.models import Response
from papers.models import Paper

pytestmark = pytest.mark.django_db


def load(*options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_sample", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_everything_is_there() -> None:
    load()
    states = dict.fromkeys(Response.State.values, 0)
    for state in Response.objects.values_list("state", flat=True):
        states[state] += 1
    assert states == {"held": 2, "published": 17, "rejected": 1, "withdrawn": 0, "erased": 0}
    assert Paper.objects.count() == 5
    assert Organisation.objects.listed().exclude(specialisms=[]).count() == 7


def test_a_second_load_is_nothing() -> None:
    load()
    lines = Activity.objects.count()
    _, said = load("--if-empty")
    assert Activity.objects.count() == lines
    assert "nothing loaded" in said


def test_a_database_in_use_is_left_alone() -> None:
    load()
    with pytest.raises(CommandError, match="papers already"):
        load()
    assert Paper.objects.count() == 5


def test_the_accounts_are_printed_a_line_each() -> None:
    out, _ = load("--print-accounts")
    assert out.splitlines() == [f"{a.role_label}: {a.email}" for a in SAMPLE_ACCOUNTS]


def test_no_accounts_are_printed_that_are_not_there(editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(email="someone@example.org")
    Paper.objects.create(slug="a", title="A real site's paper")
    out, _ = load("--if-empty", "--print-accounts")
    assert out == ""


def test_everyone_can_sign_in_and_holds_their_roles() -> None:
    load()
    for account in SAMPLE_ACCOUNTS:
        person = User.objects.get(email=account.email, emailaddress__verified=True)
        assert person.roles == set(account.staff_roles), account.key
    assert Membership.objects.filter(confirmed_at__isnull=False).count() == 2


def test_lead_and_moderator_get_a_daily_digest() -> None:
    load()
    emails = Subscription.objects.filter(frequency="daily").values_list("user__email", flat=True)
    assert set(emails) == {"lead@soundings.example", "moderator@soundings.example"}


def test_the_conversation_reads_in_order_of_time() -> None:
    load()
    responses = Response.objects.order_by("pk")
    times = [response.submit_date for response in responses]
    assert times == sorted(times)
    assert not responses.filter(in_reply_to__submit_date__gte=F("submit_date")).exists()
    assert not responses.filter(submit_date__lt=F("question__paper__opens_at")).exists()
    assert not responses.filter(published_at__lt=F("submit_date")).exists()
