"""How often each option was chosen, kept on writing: results are read in one query."""

from collections.abc import Collection
from typing import Final

from django.db import connection

from consultation.responses.models import ChoiceTally, Response

_TALLY: Final = ChoiceTally._meta.db_table
_ADD: Final = f"""
    INSERT INTO {_TALLY} AS tally (question_id, wording_id, place, count, points)
    SELECT %s, %s, chosen.place, 1, chosen.ordinal - 1
    FROM unnest(ARRAY[{ChoiceTally.ANSWERED}] || %s::int[])
        WITH ORDINALITY AS chosen (place, ordinal)
    ON CONFLICT (wording_id, place) DO UPDATE
    SET count = tally.count + 1, points = tally.points + excluded.points
"""  # noqa: S608  # a constant of ours
_COUNT_ANEW: Final = f"""
    INSERT INTO {_TALLY} (question_id, wording_id, place, count, points)
    SELECT question_id, wording_id, chosen.place, count(*), sum(chosen.ordinal - 1)
    FROM {Response._meta.db_table},
        unnest(
            ARRAY[{ChoiceTally.ANSWERED}]
            || CASE WHEN says_dont_know THEN ARRAY[{ChoiceTally.DONT_KNOW}] ELSE choices::int[] END
        ) WITH ORDINALITY AS chosen (place, ordinal)
    WHERE question_id = ANY(%s) AND depth = 0 AND state = 'published' AND visibility = 'public'
        AND (says_dont_know OR cardinality(choices) > 0)
    GROUP BY question_id, wording_id, chosen.place
"""  # noqa: S608  # a constant of ours


def count_choice(response: Response) -> None:
    """Add what a response chose that has just become public; expects its tally to be locked.

    One statement, none where nothing was chosen. The order of the places counts for rankings only.
    """
    places = [ChoiceTally.DONT_KNOW] if response.says_dont_know else response.choices
    if response.depth or not places:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [response.question_id, response.wording_id, places])


def count_choices_anew(questions: Collection[int]) -> None:
    """Count what was chosen in answer to these questions; expects their tallies to be locked."""
    ChoiceTally.objects.filter(question__in=questions).delete()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ANEW, [sorted(questions)])
