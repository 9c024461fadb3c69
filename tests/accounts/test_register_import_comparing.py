"""Which organisation a line is about, and what it would change."""

import pytest

from accounts.models import Organisation, User
from tests.accounts.register_files import apply, compared, many
from tests.people import make_membership, make_organisation

pytestmark = pytest.mark.django_db
NORTHFIELD = "Northfield Resettlement Trust"


def test_a_line_about_nobody_known_is_new_with_all_it_says() -> None:
    (one,) = compared("Name,Size\nA Trust,45000\n").new
    assert [(c.heading, c.was, c.becomes) for c in one.changes] == [
        ("Name", "", "A Trust"),
        ("Size", "", "Small: £10,000 to £100,000"),
    ]


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({"charity_number": "1000001"}, "Another name,1000001,"),
        ({"company_number": "01000001"}, "Another name,,1000001"),
        ({}, "NORTHFIELD  resettlement trust,1000001,"),
        ({"charity_number": "1000001", "company_number": "01000001"}, "Other,1000001,02000002"),
    ],
)
def test_it_is_found_by_its_number_else_by_its_name(known: dict[str, str], line: str) -> None:
    organisation = make_organisation(NORTHFIELD, **known)
    (one,) = compared(f"Name,Charity number,Company number\n{line}\n").changed
    assert one.organisation == organisation


def test_a_name_is_folded_as_the_database_folds_it_and_capitals_change_nothing() -> None:
    make_organisation("İstanbul House")
    make_organisation(NORTHFIELD, charity_number="1000001")
    lines = f"İSTANBUL HOUSE,\n{NORTHFIELD.upper()},1000001"
    assert len(compared(f"Name,Charity number\n{lines}\n").unchanged) == 2


def test_each_field_is_shown_as_it_was_and_as_it_becomes() -> None:
    make_organisation(NORTHFIELD, region="wales", specialisms=["housing"])
    (one,) = compared(f"Name,Region,Specialisms\n{NORTHFIELD},London,Housing;Sport\n").changed
    assert [(c.heading, c.was, c.becomes) for c in one.changes] == [
        ("Region", "Wales", "London"),
        ("Specialisms", "Housing and homelessness", "Housing and homelessness; Sport and activity"),
    ]


def test_an_empty_cell_leaves_what_is_there_and_order_in_a_list_is_no_change() -> None:
    make_organisation(NORTHFIELD, region="wales", serves=["young", "women"])
    comparison = compared(f"Name,Region,Serves\n{NORTHFIELD},,Women;Young people\n")
    assert len(comparison.unchanged) == 1
    assert comparison.changes_nothing


def test_a_number_of_one_and_the_name_of_another_is_refused() -> None:
    make_organisation("A Trust", charity_number="1000001", company_number="01000001")
    make_organisation("B Trust", company_number="02000002")
    by_name, by_company = (
        compared(
            "Name,Charity number,Company number\nB Trust,1000001,\nC Trust,,2000002\n"
        ).refused[:1],
        compared("Name,Charity no,Company no\nC Trust,1000001,2000002\n").refused,
    )
    assert "charity number is that of “A Trust”, but the name is that of “B" in by_name[0].reason
    assert "but the company number is that of “B Trust”" in by_company[0].reason


@pytest.mark.parametrize(
    "lines",
    ["A Trust,1000001\nB Trust,1000001", "A Trust,\na TRUST,1000001", "A Trust,\nOld name,1000002"],
)
def test_two_lines_about_one_organisation_are_both_refused(lines: str) -> None:
    make_organisation("Old name", charity_number="1000002")
    Organisation.objects.filter(name="Old name").update(name="A Trust")
    comparison = compared(f"Name,Charity number\n{lines}\n")
    assert [one.number for one in comparison.refused] == [2, 3]
    assert "the same organisation as line 3. Keep one" in comparison.refused[0].reason


def test_a_declined_organisation_is_for_staff_to_decide_on_again() -> None:
    organisation = make_organisation(NORTHFIELD, verified_at=None)
    Organisation.objects.filter(pk=organisation.pk).update(declined_at="2026-01-01T00:00Z")
    (line,) = compared(f"Name\n{NORTHFIELD}\n").refused
    assert "was declined" in line.reason


def test_a_proposal_is_verified_by_a_line_that_matches_it() -> None:
    make_organisation(NORTHFIELD, verified_at=None)
    (one,) = compared(f"Name\n{NORTHFIELD}\n").changed
    assert (one.verifies, one.fields) == (True, ())


def test_staff_verify_no_proposal_that_is_their_own(moderator: User, lead: User) -> None:
    make_membership(moderator, make_organisation(NORTHFIELD, verified_at=None), confirmed=False)
    make_organisation("Proposed Trust", verified_at=None, proposed_by=moderator)
    text = f"Name\n{NORTHFIELD}\nProposed Trust\n"
    assert len(compared(text, actor=moderator).refused) == 2
    assert compared(text, actor=lead).verified == 2


def test_the_fingerprint_changes_with_what_is_in_the_register() -> None:
    text = f"Name,Region\n{NORTHFIELD},London\nA Trust,\n"
    prints = [compared(text).fingerprint]
    organisation = make_organisation(NORTHFIELD, region="wales")
    prints += [compared(text).fingerprint, compared(text).fingerprint]
    Organisation.objects.filter(pk=organisation.pk).update(region="scotland")
    prints.append(compared(text).fingerprint)
    assert prints[1] == prints[2]
    assert len(set(prints)) == 3


def test_comparing_costs_the_same_queries_at_50_and_at_500_lines(
    django_assert_num_queries: object, lead: User
) -> None:
    apply(many(250))
    for count in (50, 500):
        with django_assert_num_queries(3):  # type: ignore[operator]
            compared(many(count, region="Wales"), actor=lead)
