import base64
import json
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db.models import F
from django.db.models.functions import Left, Lower, Substr
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from consultation.lib.pages import BadCursor, Page, cursor_from, page_of
from consultation.lib.sealing import seal

NEWEST_FIRST = ("-expire_date", "session_key")
START = datetime(2027, 3, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def rows(count: int) -> list[str]:
    """Keys in the order NEWEST_FIRST; three rows share each time, so that ties matter."""
    made = [
        Session(session_key=f"{n:05}", expire_date=START - timedelta(microseconds=n // 3))
        for n in range(count)
    ]
    Session.objects.bulk_create(made)
    return [row.session_key for row in made]


def page(cursor: str | None = None, size: int = 4) -> Page[Session]:
    return page_of(Session.objects.all(), order=NEWEST_FIRST, size=size, cursor=cursor)


def keys(page: Page[Session]) -> list[str]:
    return [row.session_key for row in page.items]


def forwards(size: int) -> list[Page[Session]]:
    pages = [page(size=size)]
    while pages[-1].next:
        pages.append(page(pages[-1].next, size))
    return pages


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 10, 11, 50])
def test_going_forwards_shows_every_row_once(size: int) -> None:
    expected = rows(10)
    assert list(chain(*map(keys, forwards(size)))) == expected


@pytest.mark.parametrize("size", [1, 3, 4, 7])
def test_going_back_shows_the_same_pages(size: int) -> None:
    rows(10)
    there = forwards(size)
    back, at = [], there[-1]
    while at.previous:
        at = page(at.previous, size)
        back.append(keys(at))
    assert back == [keys(page) for page in reversed(there[:-1])]


def test_an_empty_list_is_one_empty_page() -> None:
    assert page() == Page(items=[], previous=None, next=None, newest_first=True)


def test_the_newest_come_first_so_older_is_next() -> None:
    rows(5)
    first = page()
    assert first.older == first.next
    assert first.newer is None


def test_the_oldest_come_first_so_newer_is_next() -> None:
    rows(5)
    oldest = page_of(Session.objects.all(), order=("expire_date", "-session_key"), size=2)
    assert keys(oldest) == ["00004", "00003"]
    assert oldest.newer == oldest.next
    assert oldest.older is None


def test_one_column_is_enough_if_it_is_unique() -> None:
    for name in "abc":
        Group.objects.create(name=name)
    first = page_of(Group.objects.filter(name__in="abc"), order=("-name",), size=2)
    assert [group.name for group in first.items] == ["c", "b"]
    second = page_of(
        Group.objects.filter(name__in="abc"), order=("-name",), size=2, cursor=first.next
    )
    assert [group.name for group in second.items] == ["a"]


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows(count)
    cursor = page(size=1).next
    with django_assert_num_queries(1):
        page(cursor)


def test_a_permalinks_page_begins_with_its_row() -> None:
    expected = rows(10)
    cursor = cursor_from(Session.objects.get(session_key=expected[5]), order=NEWEST_FIRST)
    landed = page(cursor)
    assert keys(landed) == expected[5:9]
    assert keys(page(landed.previous)) == expected[1:5]


def test_a_row_that_came_meanwhile_neither_repeats_nor_hides_one() -> None:
    expected = rows(6)
    first = page()
    Session.objects.create(session_key="new", expire_date=START + timedelta(days=1))
    assert keys(page(first.next)) == expected[4:]


def test_when_all_before_a_cursor_are_gone_the_first_page_is_shown() -> None:
    expected = rows(6)
    last = page(page().next)
    Session.objects.filter(session_key__in=expected[:4]).delete()
    assert keys(page(last.previous)) == expected[4:]


def test_a_cursor_is_of_one_list() -> None:
    """Not of another model, order or part, among whose rows it would say where its own stands."""
    rows(6)
    theirs = page().next
    for order, part in [(("-expire_date", "-session_key"), ""), (NEWEST_FIRST, "a part")]:
        with pytest.raises(BadCursor):
            page_of(Session.objects.all(), order=order, size=4, cursor=theirs, part=part)
    Group.objects.bulk_create(Group(name=name) for name in "abc")
    theirs = page_of(Group.objects.all(), order=("id",), size=2).next
    with pytest.raises(BadCursor):
        page_of(Permission.objects.all(), order=("id",), size=2, cursor=theirs)


def test_a_part_is_paged_with_its_own_cursors() -> None:
    expected = rows(6)
    own = partial(page_of, Session.objects.all(), order=NEWEST_FIRST, size=4, part="a part")
    last = own(cursor=own().next)
    landed = cursor_from(last.items[0], order=NEWEST_FIRST, part="a part")
    assert keys(last) == expected[4:]
    assert keys(own(cursor=landed)) == expected[4:]


def test_a_cursor_tells_nothing_of_its_row() -> None:
    expected = rows(6)
    cursor = page(size=1).next or ""
    told = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert expected[0].encode() not in told
    assert b"2027" not in told


@pytest.mark.parametrize(
    "values",
    [
        ["after"],
        ["after", "2027-03-01T00:00:00+00:00"],
        ["after", "2027-03-01T00:00:00+00:00", "a", "b"],
        ["sideways", "2027-03-01T00:00:00+00:00", "a"],
        ["after", "yesterday", "a"],
    ],
)
def test_a_cursor_of_an_earlier_shape_is_bad(values: list[str]) -> None:
    """Of ours, but from before a column of the list was another one."""
    purpose = "cursor sessions.Session -expire_date,session_key "
    assert keys(page(seal(json.dumps(["after", str(START), ""]).encode(), purpose=purpose))) == []
    with pytest.raises(BadCursor):
        page(seal(json.dumps(values).encode(), purpose=purpose))


def test_an_open_cursor_of_the_old_kind_is_bad() -> None:
    values = ["after", "2027-03-01T00:00:00+00:00", "a"]
    with pytest.raises(BadCursor):
        page(base64.urlsafe_b64encode(json.dumps(values).encode()).decode())


@pytest.mark.parametrize("cursor", ["!", "é", "a", "AAAA", "W1tb", "A" * 601, "=" * 4, " ", "\x00"])
def test_a_cursor_that_is_none_is_bad(cursor: str) -> None:
    with pytest.raises(BadCursor):
        page(cursor)


@examples(deadline=None, max_examples=50)
@given(st.text())
def test_no_cursor_makes_anything_but_a_page_or_a_bad_cursor(cursor: str) -> None:
    try:
        found = page(cursor)
    except BadCursor:
        return
    assert found.items == []


def test_a_relation_is_no_column_to_page_by() -> None:
    with pytest.raises(TypeError, match="permissions"):
        cursor_from(Group(name="a"), order=("permissions",))


def test_a_list_is_paged_by_what_its_rows_are_annotated_with() -> None:
    Group.objects.bulk_create(Group(name=f"z{name}") for name in ("b", "A", "c", "B"))
    folded = Group.objects.filter(name__startswith="z").annotate(folded=Lower("name"))
    first = page_of(folded, order=("folded", "id"), size=2)
    last = page_of(folded, order=("folded", "id"), size=2, cursor=first.next)
    back = page_of(folded, order=("folded", "id"), size=2, cursor=last.previous)
    names = [[group.name for group in each.items] for each in (first, last, back)]
    assert names == [["zA", "zb"], ["zB", "zc"], ["zA", "zb"]]


def test_a_list_is_paged_by_three_columns() -> None:
    Group.objects.bulk_create(
        Group(name=f"{one}{two}{n}") for one in "ab" for two in "xy" for n in "123"
    )
    order = ("one", "-two", "name")
    made = Group.objects.filter(name__regex=r"^[ab][xy]\d$")
    parts = made.annotate(one=Left("name", 1), two=Substr("name", 2, 1))
    seen, cursor = [], None
    for _ in range(6):
        found = page_of(parts, order=order, size=2, cursor=cursor)
        seen += [group.name for group in found.items]
        cursor = found.next
    assert cursor is None
    assert seen == list(parts.order_by(*order).values_list("name", flat=True))
    back = page_of(parts, order=order, size=2, cursor=found.previous)
    assert [group.name for group in back.items] == seen[8:10]


def test_a_list_is_paged_by_a_key_behind_a_relation() -> None:
    makers = Permission.objects.annotate(app=F("content_type__id"))
    found = page_of(makers, order=("-app", "-id"), size=3)
    after = page_of(makers, order=("-app", "-id"), size=3, cursor=found.next)
    seen = [row.pk for row in (*found.items, *after.items)]
    expected = makers.order_by("-app", "-id").values_list("pk", flat=True)[:6]
    assert seen == list(expected)
