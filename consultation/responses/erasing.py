"""What becomes of an erased person's responses: they go, or leave an empty place, or stay.

What was said for an organisation stays the organisation's, without the person's name, unless the
organisation asked for it to go. What was said in the person's own name goes; where somebody else's
reply would be left hanging, an empty row keeps its place in the thread.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Func, Q
from django_comments.models import Comment, CommentFlag
from django_comments_xtd.models import XtdComment

from accounts.models import Organisation, User
from consultation.responses.models import (
    Draft,
    Follow,
    Mention,
    QuestionTally,
    Quote,
    Reaction,
    Response,
    ResponseVersion,
    ResponseWords,
)
from consultation.responses.querysets import is_confirmed
from consultation.responses.results.counting import count_anew, hold_tallies


@dataclass(frozen=True)
class Plan:
    """The ids of what goes, of what is emptied, and of what stays an organisation's."""

    deleted: frozenset[int]
    emptied: frozenset[int]
    kept: frozenset[int]


class _NewToken(Func):
    function = "gen_random_uuid"
    arity = 0
    output_field = models.UUIDField()


def plan_erasure(person: User, also_for: Collection[Organisation] = ()) -> Plan:
    """Say what would become of each response of the person's. Four queries."""
    own = Response.objects.filter(user=person)
    going = own.going_with_author(also_for)
    kept = own.exclude(pk__in=going.values("pk"))
    threads = going.values("root_id")
    # An empty place is of no use once nothing stands below it: earlier ones are looked at again.
    empty = Response.objects.filter(root_id__in=threads, state=Response.State.ERASED)
    leaving = set(going.values_list("pk", flat=True))
    places = leaving | set(empty.values_list("pk", flat=True))
    deleted = _without_replies(places)
    return Plan(
        deleted=frozenset(deleted),
        emptied=frozenset(leaving - deleted),
        kept=frozenset(kept.values_list("pk", flat=True)),
    )


def lock_responses_of(person: User) -> None:
    """Hold the person's responses, so that nobody decides on one meanwhile; their tallies first."""
    hold_tallies(set(Response.objects.filter(user=person).values_list("question_id", flat=True)))
    held = Response.objects.filter(user=person).select_for_update(of=("self",)).order_by("pk")
    list(held.values_list("pk", flat=True))


def carry_out(plan: Plan) -> None:
    """Delete, empty and unname as planned, and count anew what was counted.

    The tallies are locked before the first row changes (`counting.hold_tallies`).
    """
    touched = Response.objects.filter(pk__in=plan.deleted | plan.emptied)
    places = set(touched.values_list("question_id", "root_id"))
    with count_anew({question for question, _ in places}, {root for _, root in places}):
        _unname(plan.kept)
        _empty(plan.emptied)
        _delete(plan.deleted)


def _without_replies(places: set[int]) -> set[int]:
    """Return those of the places below which nothing stands but others of them."""
    below = defaultdict(list)
    replies = Response.objects.filter(in_reply_to__in=places).values_list("in_reply_to_id", "pk")
    for parent, reply in replies:
        below[parent].append(reply)
    depths = dict(Response.objects.filter(pk__in=places).values_list("pk", "depth"))
    gone: set[int] = set()
    for place in sorted(places, key=lambda each: -depths[each]):
        if gone.issuperset(below[place]):
            gone.add(place)
    return gone


def _unname(kept: Collection[int]) -> None:
    responses = Response.objects.filter(pk__in=kept)
    responses.filter(is_confirmed()).update(stays_confirmed=True)
    # What stands in place of an organisation's name that was kept back is nobody's name.
    responses.filter(is_nameless=False).update(shown_name="")
    responses.update(client_token=_NewToken())
    _forget_author(kept)


def _empty(emptied: Collection[int]) -> None:
    _drop_beside(emptied)
    Response.objects.filter(pk__in=emptied).update(
        state=Response.State.ERASED,
        shown_name="",
        shown_organisation="",
        organisation=None,
        html="",
        choices=[],
        says_dont_know=False,
        stays_confirmed=False,
        submission=None,
        is_nameless=False,
        client_token=_NewToken(),
    )
    Comment.objects.filter(pk__in=emptied).update(comment="", is_public=False)
    _forget_author(emptied)


def _forget_author(ids: Collection[int]) -> None:
    Comment.objects.filter(pk__in=ids).update(
        user=None, user_name="", user_email="", user_url="", ip_address=None
    )


def _drop_beside(ids: Collection[int]) -> None:
    """Take away what is kept beside responses and says something of their words or authors."""
    ResponseVersion.objects.filter(response__in=ids).delete()
    Draft.objects.filter(edits__in=ids).delete()
    Reaction.objects.filter(response__in=ids).delete()
    Quote.objects.filter(Q(response__in=ids) | Q(source__in=ids)).delete()
    Mention.objects.filter(Q(response__in=ids) | Q(mentioned__in=ids)).delete()


def _delete(ids: Collection[int]) -> None:
    """Delete the rows of a response in all its tables.

    In SQL: Django's collector refuses a row that others of the same deletion protect, itself
    included (`root`). The database checks the references when the transaction ends.
    """
    _drop_beside(ids)
    CommentFlag.objects.filter(comment__in=ids).delete()
    Follow.objects.filter(thread__in=ids).delete()
    QuestionTally.objects.filter(pinned__in=ids).update(pinned=None)
    ResponseWords.objects.filter(response__in=ids).delete()
    with connection.cursor() as cursor:
        for model in (Response, XtdComment, Comment):
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" = ANY(%s)', [list(ids)])  # noqa: S608
