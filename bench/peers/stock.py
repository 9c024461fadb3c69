"""The same responses shown and answered by stock django-comments-xtd, in a database of its own."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from bench.peers.environment import Peer
from consultation.responses.models import Response
from papers.models import Question

DATABASE: Final = "soundings_bench_peer"


@dataclass(frozen=True)
class Wish:
    """What is asked of the peer: to show a question's responses so often, to answer one of them."""

    question: Question
    runs: int = 0
    reply_to: int = 0


def ask_stock(wishes: dict[str, Wish]) -> dict[str, Any]:
    """Return by name what the peer's page costs, and under `reply` what its reply does.

    Raises PeerMissingError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {DATABASE}")
    articles = {
        name: {
            "id": wish.question.pk,
            "runs": wish.runs,
            "reply_to": wish.reply_to,
            "rows": _rows(wish.question),
        }
        for name, wish in wishes.items()
    }
    answer: dict[str, Any] = Peer("xtd").ask(
        "measure", {"database": _database(), "articles": articles}
    )
    return answer


def _rows(question: Question) -> list[list[Any]]:
    """What the package's own tables hold of them, and their order, which ours leave alone."""
    responses = Response.objects.public().filter(question=question).order_by("root_id", "path")
    columns = ("pk", "root_id", "in_reply_to_id", "depth", "user_id", "submit_date", "comment")
    return [
        [pk, root, parent or pk, depth, person, at.isoformat(), body]
        for pk, root, parent, depth, person, at, body in responses.values_list(*columns)
    ]


def _database() -> dict[str, str]:
    ours = connection.settings_dict
    kept = ("ENGINE", "HOST", "PORT", "USER", "PASSWORD")
    return {**{name: str(ours[name]) for name in kept}, "NAME": DATABASE}
