"""How often each option was chosen, kept on writing: results are read in one query.

A speaker counts once for each question, with the newest of their choices that stands: a person, an
organisation whoever speaks for it, and each respondent whose answers staff entered. So a second
answer adds no vote, and when it is withdrawn the one before counts again.
"""

from collections.abc import Collection
from typing import Final

from django.db import connection
from django.db.models import Q

from consultation.responses.models import ChoiceTally, Response, Submission

_TALLY: Final = ChoiceTally._meta.db_table
_ADD: Final = f"""
    INSERT INTO {_TALLY} AS tally (question_id, wording_id, place, count, points)
    SELECT %s, %s, chosen.place, 1, chosen.ordinal - 1
    FROM unnest(ARRAY[{ChoiceTally.ANSWERED}] || %s::int[])
        WITH ORDINALITY AS chosen (place, ordinal)
    ON CONFLICT (wording_id, place) DO UPDATE
    SET count = tally.count + 1, points = tally.points + excluded.points
"""  # noqa: S608  # a constant of ours
# What an organisation said without its name is its own all the same; who has no account here is
# one with all that came with the same submission.
_COUNT_ANEW: Final = f"""
    INSERT INTO {_TALLY} (question_id, wording_id, place, count, points)
    SELECT question_id, wording_id, chosen.place, count(*), sum(chosen.ordinal - 1)
    FROM (
        SELECT DISTINCT ON (said.question_id, speaker)
            said.question_id, said.wording_id, said.says_dont_know, said.choices,
            CASE
                WHEN coalesce(said.organisation_id, sent.organisation_id) IS NOT NULL
                    THEN 'organisation ' || coalesce(said.organisation_id, sent.organisation_id)
                WHEN comment.user_id IS NOT NULL THEN 'person ' || comment.user_id
                WHEN said.submission_id IS NOT NULL THEN 'submission ' || said.submission_id
                ELSE 'nobody ' || comment.id
            END AS speaker
        FROM {Response._meta.db_table} said
            JOIN django_comments comment ON comment.id = said.xtdcomment_ptr_id
            LEFT JOIN {Submission._meta.db_table} sent ON sent.id = said.submission_id
        WHERE said.question_id = ANY(%s) AND said.depth = 0
            AND said.state = 'published' AND said.visibility = 'public'
            AND (said.says_dont_know OR cardinality(said.choices) > 0)
        ORDER BY said.question_id, speaker, comment.id DESC
    ) newest,
        unnest(
            ARRAY[{ChoiceTally.ANSWERED}]
            || CASE WHEN says_dont_know THEN ARRAY[{ChoiceTally.DONT_KNOW}] ELSE choices::int[] END
        ) WITH ORDINALITY AS chosen (place, ordinal)
    GROUP BY question_id, wording_id, chosen.place
"""  # noqa: S608  # a constant of ours


def count_choice(response: Response) -> None:
    """Add what a response chose that has just become public; expects its tally to be locked.

    No statement where nothing was chosen; two where the speaker chose nothing here before, three
    for an organisation. If they did, the question is counted anew. The points, made of the order of
    the places, mean something for rankings only.
    """
    places = [ChoiceTally.DONT_KNOW] if response.says_dont_know else response.choices
    if response.depth or not places:
        return
    if _has_chosen_before(response):
        count_choices_anew([response.question_id])
        return
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [response.question_id, response.wording_id, places])


def count_choices_anew(questions: Collection[int]) -> None:
    """Count what was chosen in answer to these questions; expects their tallies to be locked."""
    ChoiceTally.objects.filter(question__in=questions).delete()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ANEW, [sorted(questions)])


def _has_chosen_before(response: Response) -> bool:
    """Whether another public answer of the same speaker chose something, as `_COUNT_ANEW` has it.

    One question to the database for each condition: the index on the person or the organisation
    leads to few rows, and an OR of two would not use it.
    """
    chose = Q(says_dont_know=True) | Q(choices__len__gt=0)
    others = Response.objects.public().roots().filter(chose, question=response.question_id)
    others = others.exclude(pk=response.pk)
    return any(others.filter(own).exists() for own in _said_by(response))


def _said_by(response: Response) -> list[Q]:
    """What the speaker of this response has said, each condition with an index of its own."""
    sent = response.submission
    organisation = response.organisation_id or (sent.organisation_id if sent else None)
    if organisation:
        return [Q(organisation=organisation), Q(submission__organisation=organisation)]
    if response.user_id:
        for_oneself = Q(organisation=None) & Q(submission__organisation=None)
        return [Q(user=response.user_id) & for_oneself]
    # A submission answers each question once.
    return []
