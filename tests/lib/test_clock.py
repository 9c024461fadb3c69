from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Engine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from consultation.lib import clock
from consultation.lib.clock import LONDON
from consultation.lib.text import with_plain_spaces

ENGINE = Engine(libraries={"words": "consultation.lib.templatetags.words"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.django_db
def test_the_databases_time_is_aware_and_now(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        now = clock.database_now()
    assert abs(now - timezone.now()) < timedelta(minutes=1)


@pytest.mark.django_db
def test_the_databases_time_moves_within_a_transaction() -> None:
    assert clock.database_now() < clock.database_now()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2027-03-04T17:00", "4 March 2027, 5 pm"),
        ("2027-03-04T17:30:59", "4 March 2027, 5.30 pm"),
        ("2027-03-04T09:05", "4 March 2027, 9.05 am"),
        ("2027-03-04T12:00", "4 March 2027, noon"),
        ("2027-03-04T00:00", "4 March 2027, midnight"),
        ("2027-03-04T00:01", "4 March 2027, 12.01 am"),
        ("2027-03-04T12:15", "4 March 2027, 12.15 pm"),
    ],
)
def test_times_in_words(moment: str, words: str) -> None:
    assert with_plain_spaces(clock.in_words(at(moment))) == words


def test_no_line_ends_within_a_day_or_an_hour() -> None:
    """A narrow screen breaks before the year and the time, and nowhere else."""
    assert clock.in_words(at("2027-03-04T17:30")).split(" ") == [
        "4\xa0March",
        "2027,",
        "5.30\xa0pm",
    ]
    assert clock.time_in_words(at("2027-03-04T09:00")) == "9\xa0am"
    assert clock.day_and_month(at("2027-03-04T09:00")) == "4\xa0March"


def test_a_day_without_an_hour_is_said_as_it_is() -> None:
    assert clock.day_in_words(date(2027, 3, 4)) == "4\xa0March 2027"


def test_words_are_londons_in_summer() -> None:
    assert clock.in_words(datetime(2027, 7, 1, 23, 0, tzinfo=UTC)) == "2\xa0July 2027, midnight"
    assert clock.day_in_words(datetime(2027, 7, 1, 23, 0, tzinfo=UTC)) == "2\xa0July 2027"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.in_words(datetime(2027, 7, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "moment", "left", "words"),
    [
        ("2027-03-01T09:00", "2027-03-13T09:00", 12, "in 12 days"),
        ("2027-03-01T23:59", "2027-03-02T00:00", 1, "tomorrow"),
        ("2027-03-01T00:00", "2027-03-01T23:59", 0, "today"),
        ("2027-03-01T12:00", "2027-03-01T09:00", 0, "today"),
        ("2027-03-02T00:00", "2027-03-01T23:59", 0, "yesterday"),
        ("2027-03-04T12:00", "2027-03-01T12:00", 0, "3 days ago"),
        # The clocks go forward on 28 March 2027 and back on 31 October.
        ("2027-03-27T23:30", "2027-03-29T00:30", 2, "in 2 days"),
        ("2027-03-28T00:30", "2027-03-29T00:00", 1, "tomorrow"),
        ("2027-10-30T23:30", "2027-11-01T00:30", 2, "in 2 days"),
        ("2027-10-31T23:30", "2027-10-31T00:30", 0, "today"),
    ],
)
def test_days_are_londons_calendar_days(now: str, moment: str, left: int, words: str) -> None:
    assert clock.days_left(at(moment), at(now)) == left
    assert clock.distance_in_words(at(moment), at(now)) == words


def test_a_day_begins_at_londons_midnight() -> None:
    assert clock.start_of_day(at("2027-07-04T00:30")) == at("2027-07-04T00:00")
    assert clock.start_of_day(at("2027-03-28T23:00")) == at("2027-03-28T00:00")


def test_the_filters_say_the_same_in_a_template() -> None:
    template = ENGINE.from_string(
        "{% load words %}{{ at|in_words }}; {{ at|day_in_words }}; {{ at|distance:now }}; "
        "{{ none|in_words }}{{ none|day_in_words }}{{ none|distance }}{{ words|prose }}"
    )
    context = {"at": at("2027-03-04T17:00"), "now": at("2027-03-03T00:00"), "words": "*a* <b>"}
    assert template.render(Context({**context, "none": None})) == (
        "4\xa0March 2027, 5\xa0pm; 4\xa0March 2027; tomorrow; "
        '<p dir="auto"><em>a</em> &lt;b&gt;</p>\n'
    )


def test_the_distance_filter_counts_from_now_by_itself() -> None:
    template = ENGINE.from_string("{% load words %}{{ at|distance }}")
    tomorrow = timezone.now() + timedelta(days=1)
    assert template.render(Context({"at": tomorrow})) == "tomorrow"
