"""Writing what was shown into the register, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.test.utils import CaptureQueriesContext

from accounts.actions.importing import (
    ImportGoneError,
    RegisterChangedError,
    apply_register_import,
    comparison_of,
    discard_register_import,
    keep_register_import,
)
from accounts.models import Organisation, RegisterImport, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.register_files import apply, compared, keep, many, read
from tests.people import make_membership, make_organisation

NORTHFIELD = "Northfield Resettlement Trust"
LINES = (
    "Name,Charity number,Size,Serves,E-mail domains\n"
    f"{NORTHFIELD},1000001,45000,Women,northfield.example\n"
    "A Trust,1000002,,,\n,1000003,,,\n"
)


@pytest.mark.django_db
def test_new_ones_are_verified_members_with_an_address_of_their_own(lead: User) -> None:
    make_organisation("Another", slug="a-trust")
    apply(LINES, actor=lead)
    made = Organisation.objects.get(charity_number="1000001")
    assert (made.name, made.size, made.serves) == (NORTHFIELD, "small", ["women"])
    assert (made.kind, made.is_verified, made.email_domains) == (
        "member",
        True,
        ["northfield.example"],
    )
    assert Organisation.objects.get(charity_number="1000002").slug == "a-trust-2"


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_says_so(lead: User) -> None:
    first, second = apply(LINES, actor=lead), apply(LINES, actor=lead)
    counts = ("made", "changed", "unchanged", "refused")
    assert [first.result[name] for name in counts] == [2, 0, 0, 1]
    assert [second.result[name] for name in counts] == [0, 0, 2, 1]
    assert Organisation.objects.filter(version=1).count() == 2


@pytest.mark.django_db
def test_a_change_keeps_all_the_rest_and_counts_as_a_version(lead: User) -> None:
    kept = {"about": "Kept.", "slug": "kept", "logo": "organisations/x.png", "logo_alt": "Kept"}
    make_organisation(NORTHFIELD, region="wales", **kept)
    apply(f"Name,Region\n{NORTHFIELD},London\n", actor=lead)
    now = Organisation.objects.get()
    assert (now.region, now.version) == ("london", 2)
    assert {name: getattr(now, name) for name in kept} == kept


@pytest.mark.django_db
def test_the_log_has_a_line_for_each_and_one_for_the_import(lead: User) -> None:
    make_organisation("B Trust")
    result = apply(f"{LINES}B Trust,1000009,,,\n", actor=lead)
    lines = Activity.objects.filter(actor=lead).values_list("verb", flat=True)
    assert sorted(lines) == sorted(
        [
            Verb.IMPORT_READ,
            *[Verb.ORGANISATION_ADDED] * 2,
            Verb.ORGANISATION_CHANGED,
            Verb.REGISTER_IMPORTED,
        ]
    )
    logged = Activity.objects.about(result).get(verb=Verb.REGISTER_IMPORTED)
    assert (logged.data["made"], logged.data["changed"]) == (2, 1)


@pytest.mark.django_db
def test_a_verified_proposal_confirms_its_members_and_tells_who_proposed_it(
    lead: User, participant: User
) -> None:
    proposed = make_organisation(NORTHFIELD, verified_at=None, proposed_by=participant)
    membership = make_membership(participant, proposed, confirmed=False)
    result = apply(LINES, actor=lead)
    membership.refresh_from_db()
    assert membership.is_confirmed
    assert result.result["verified"] == 1
    assert Message.objects.filter(kind="organisation_verified", recipient=participant).count() == 1


@pytest.mark.django_db
def test_what_was_not_shown_is_not_applied(lead: User) -> None:
    organisation = make_organisation(NORTHFIELD, region="wales")
    kept = keep(f"Name,Region\n{NORTHFIELD},London\n", actor=lead)
    shown = comparison_of(kept, actor=lead).fingerprint
    Organisation.objects.filter(pk=organisation.pk).update(region="scotland")
    with pytest.raises(RegisterChangedError):
        apply_register_import(actor=lead, register_import=kept, shown=shown)
    assert Organisation.objects.get().region == "scotland"


@pytest.mark.django_db
def test_one_that_was_applied_keeps_its_refused_lines_and_none_of_the_others(lead: User) -> None:
    kept = apply(LINES, actor=lead)
    assert kept.lines == []
    assert [line["line"] for line in kept.refused] == [4]


@pytest.mark.django_db
def test_discarding_forgets_what_was_not_applied_and_nothing_else(lead: User) -> None:
    applied, waiting = apply(LINES, actor=lead), keep(LINES, actor=lead)
    for kept in (applied, waiting, waiting):
        discard_register_import(actor=lead, register_import=kept)
    assert RegisterImport.objects.get() == applied
    assert Activity.objects.filter(verb=Verb.IMPORT_DISCARDED, actor=lead).count() == 1
    with pytest.raises(ImportGoneError):
        apply_register_import(actor=lead, register_import=waiting, shown=None)


@pytest.mark.django_db
def test_only_who_keeps_the_register_may_import(participant: User, editor: User) -> None:
    kept = keep(LINES)
    for person in (participant, editor):
        with pytest.raises(PermissionDenied):
            keep_register_import(actor=person, file_name="x.csv", read=read(LINES))
        with pytest.raises(PermissionDenied):
            apply_register_import(actor=person, register_import=kept, shown=None)
        with pytest.raises(PermissionDenied):
            discard_register_import(actor=person, register_import=kept)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_a_thousand_of_one_name_in_addresses_get_an_address_each(lead: User) -> None:
    names = "\n".join(f"信託{chr(0x4E00 + n)}" for n in range(300))
    apply(f"Name\n{names}\nOrganisation-3\n", actor=lead)
    assert Organisation.objects.values("slug").distinct().count() == 301


@pytest.mark.django_db
def test_an_import_costs_the_same_queries_at_50_and_at_500_lines(lead: User) -> None:
    counts = []
    for count in (50, 500):
        Organisation.objects.all().delete()
        apply(many(count // 2), actor=lead)
        kept = keep(many(count, region="Wales"), actor=lead)
        with CaptureQueriesContext(connections["default"]) as captured:
            apply_register_import(actor=lead, register_import=kept, shown=None)
        counts.append(len(captured))
    assert counts[0] == counts[1] < 25
    assert Organisation.objects.filter(region="wales").count() == 500


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_one_does(lead: User, moderator: User) -> None:
    kept = keep(LINES, actor=lead)
    at_once(*(_applying(kept, person) for person in (lead, moderator)))
    assert Organisation.objects.count() == 2
    assert Activity.objects.filter(verb=Verb.REGISTER_IMPORTED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_files_about_the_same_the_second_changes_nothing(
    lead: User, moderator: User
) -> None:
    first, second = keep(LINES, actor=lead), keep(LINES, actor=moderator)
    results = at_once(_applying(first, lead), _applying(second, moderator))
    assert sorted(kept.result["made"] for kept in results) == [0, 2]
    assert compared(LINES).changes_nothing


def _applying(kept: RegisterImport, person: User) -> Callable[[], RegisterImport]:
    return lambda: apply_register_import(actor=person, register_import=kept, shown=None)


def at_once(*acts: Callable[[], RegisterImport]) -> list[RegisterImport]:
    """Do them all, begun together on a connection each."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], RegisterImport]) -> RegisterImport:
        barrier.wait(timeout=10)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
