"""Where a response stands in its thread, and who speaks: settled under lock, in one statement.

A path is one fixed-width segment per ancestor, each the hexadecimal id of that response, its own
last. Byte order of paths is reading order: a parent before its replies, replies by arrival. The id
comes from the table's own sequence before the row is written, so no two can share a path and
no response waits for another.

The rows of the paper, the author and, where they answer for an organisation, of their membership
and of it are held until the transaction ends: shared with what others say, but whoever
withdraws the paper, suspends or erases the person, ends the membership or declines the
organisation waits, or is waited for. What the statement returns, and what is read after it, is
therefore still true when the response is committed: either the response came first and stays, or
the change came first and the response is refused. They are held in the order in which those
others take them: the person, the organisation, the membership, the paper. The author of one
response is not shared: two forms of one person wait for one another, so that the second finds what
the first has posted.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from accounts.models import Membership, Organisation, User
from consultation.responses.models import SEGMENT, Response
from papers.models import Paper, Question

_PERSON: Final = User._meta.db_table
_ID_AND_PERSON: Final = """
    SELECT nextval(pg_get_serial_sequence('django_comments', 'id')),
        person.display_name, person.agreed_rules, person.suspended_at IS NOT NULL
"""
_QUESTION: Final = f"""
    FROM {Question._meta.db_table} question
    JOIN {Paper._meta.db_table} paper ON paper.id = question.paper_id
    JOIN {_PERSON} person ON person.id = %s
"""
_FOR_ONESELF: Final = f"""
    {_ID_AND_PERSON}, NULL, '' {_QUESTION}
    WHERE question.id = %s
    FOR NO KEY UPDATE OF person FOR SHARE OF paper
"""
_FOR_ORGANISATION: Final = f"""
    {_ID_AND_PERSON}, organisation.id, organisation.name {_QUESTION}
    JOIN {Membership._meta.db_table} membership
        ON membership.id = %s AND membership.user_id = person.id AND membership.left_at IS NULL
    JOIN {Organisation._meta.db_table} organisation
        ON organisation.id = membership.organisation_id AND organisation.declined_at IS NULL
    WHERE question.id = %s
    FOR NO KEY UPDATE OF person FOR SHARE OF organisation, membership, paper
"""

# Who speaks to a paper as a whole, in many responses at once.
_WHO: Final = """
    SELECT person.display_name, person.agreed_rules, person.suspended_at IS NOT NULL
"""
_PAPER: Final = f"""
    FROM {Paper._meta.db_table} paper JOIN {_PERSON} person ON person.id = %s
"""
_TO_PAPER_FOR_ONESELF: Final = f"""
    {_WHO}, NULL, '' {_PAPER} WHERE paper.id = %s FOR SHARE OF person, paper
"""
_TO_PAPER_FOR_ORGANISATION: Final = f"""
    {_WHO}, organisation.id, organisation.name {_PAPER}
    JOIN {Membership._meta.db_table} membership
        ON membership.id = %s AND membership.user_id = person.id AND membership.left_at IS NULL
    JOIN {Organisation._meta.db_table} organisation
        ON organisation.id = membership.organisation_id AND organisation.declined_at IS NULL
    WHERE paper.id = %s
    FOR SHARE OF person, organisation, membership, paper
"""
_IDS: Final = """
    SELECT nextval(pg_get_serial_sequence('django_comments', 'id')) FROM generate_series(1, %s)
"""


@dataclass(frozen=True)
class Capacity:
    """As whom somebody answers: themself, or an organisation, with their own name or without."""

    membership: Membership | None = None
    shows_name: bool = False

    @property
    def names_person(self) -> bool:
        return self.membership is None or self.shows_name


MYSELF: Final = Capacity()


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as their rows say it while they are held."""

    name: str
    agreed_rules: int
    is_suspended: bool
    organisation_id: int | None
    organisation_name: str


@dataclass(frozen=True)
class Place:
    """The id a new response takes, where that puts it, and who speaks there."""

    id: int
    root_id: int
    depth: int
    path: str
    speaker: Speaker


def place_for(
    question_id: int, parent: Response | None, *, actor: User, capacity: Capacity
) -> Place | None:
    """Take the next id and place it below `parent`, or as a new thread. One query.

    None when there is no such question, or when the actor does not answer for the organisation
    (any more).
    """
    if capacity.membership is None:
        statement, values = _FOR_ONESELF, [actor.pk, question_id]
    else:
        statement, values = _FOR_ORGANISATION, [actor.pk, capacity.membership.pk, question_id]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None:
        return None
    own_id: int = row[0]
    segment = format(own_id, f"0{SEGMENT}x")
    speaker = Speaker(row[1] or actor.public_name, *row[2:])
    if parent is None:
        return Place(own_id, own_id, 0, segment, speaker)
    return Place(own_id, parent.root_id, parent.depth + 1, parent.path + segment, speaker)


def hold_speaker(paper_id: int, *, actor: User, capacity: Capacity) -> Speaker | None:
    """Hold who speaks to a paper as a whole, as `place_for` does for one response. One query.

    None when there is no such paper, or when the actor does not answer for the organisation
    (any more).
    """
    if capacity.membership is None:
        statement, values = _TO_PAPER_FOR_ONESELF, [actor.pk, paper_id]
    else:
        statement = _TO_PAPER_FOR_ORGANISATION
        values = [actor.pk, capacity.membership.pk, paper_id]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return Speaker(row[0] or actor.public_name, *row[1:]) if row else None


def places_for_threads(count: int, *, speaker: Speaker) -> list[Place]:
    """Take the next ids, each for a new thread, for a speaker that is held. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [count])
        ids = [row[0] for row in cursor.fetchall()]
    return [Place(own, own, 0, format(own, f"0{SEGMENT}x"), speaker) for own in ids]
