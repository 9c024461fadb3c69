"""Read which responses to copy and what to measure; answer with CPU, queries and bytes.

Runs in the peer's own environment: of the site it knows only the rows that it is given.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

asked = json.load(sys.stdin)
os.environ["PEER_DATABASE"] = json.dumps(asked["database"])
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peers.xtd.settings"

import django  # noqa: E402  # its settings are told above

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django_comments import get_form  # noqa: E402, TID251  # the peer's own
from django_comments.models import Comment  # noqa: E402, TID251  # the same

from bench.peers.xtd.talk.models import Article  # noqa: E402

COMMENT = """COPY django_comments (id, content_type_id, object_pk, site_id, user_id, user_name,
    user_email, user_url, comment, submit_date, is_public, is_removed) FROM STDIN"""
TREE = """COPY django_comments_xtd_xtdcomment (comment_ptr_id, thread_id, parent_id, level, "order",
    followup, nested_count) FROM STDIN"""


def make_tables() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    tables = "django_comments, django_comments_xtd_xtdcomment, talk_article, auth_user"
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def copy_in(article: int, rows: list[list[Any]]) -> None:
    """Store the responses as its comments: same ids, same tree, same words, the order it keeps."""
    Article(pk=article, title=f"Article {article}").save()
    kind = ContentType.objects.get_for_model(Article).pk
    people = {row[4] for row in rows} - set(User.objects.values_list("pk", flat=True))
    User.objects.bulk_create(
        User(pk=pk, username=f"person-{pk}", email=f"person-{pk}@peer.example") for pk in people
    )
    below: dict[int, int] = {}
    for _, root, _, level, *_ in rows:
        below[root] = below.get(root, 0) + (level > 0)
    places: dict[int, int] = {}
    with connection.cursor() as cursor:
        with cursor.copy(COMMENT) as copy:
            for pk, _, _, _, person, at, body in rows:
                copy.write_row(
                    [pk, kind, str(article), 1, person, "", "", "", body, at, True, False]
                )
        with cursor.copy(TREE) as copy:
            for pk, root, parent, level, *_ in rows:
                places[root] = places.get(root, 0) + 1
                nested = below[root] if pk == root else 0
                copy.write_row([pk, root, parent, level, places[root], False, nested])
        cursor.execute("ANALYZE")


def cost_of(url: str, runs: int) -> dict[str, Any]:
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    queries = len(captured)  # at once: the next request empties the log
    if answer.status_code != 200:
        raise SystemExit(f"{url} answered {answer.status_code}")
    return {
        "milliseconds": median(timed(lambda: client.get(url)) for _ in range(runs)),
        "queries": queries,
        "bytes": len(answer.content),
    }


def cost_of_reply(article: int, parent: int) -> dict[str, float]:
    """Post one reply through the package's own form, as a person who is signed in."""
    client, thing = Client(), Article._default_manager.get(pk=article)
    person: Any = User.objects.order_by("pk")[0]
    client.force_login(person)
    form_of: Any = get_form
    form = form_of()(thing, initial={"reply_to": parent})
    secured = {name: form[name].value() for name in ("content_type", "object_pk", "reply_to")}
    typed = {**form.generate_security_data(), **secured, "comment": "A plan works.", "honeypot": ""}

    def post() -> None:
        answer = client.post("/comments/post/", {**typed, "name": "", "email": "", "url": ""})
        if answer.status_code != 302:
            raise SystemExit(f"a reply was answered {answer.status_code}")

    before = Comment.objects.count()
    with CaptureQueriesContext(connection) as captured:
        post()
    queries = len(captured)
    milliseconds = timed(post)
    if Comment.objects.count() != before + 2:
        raise SystemExit("the replies were not stored")
    return {"milliseconds": milliseconds, "queries": queries}


def timed(act: Callable[[], object]) -> float:
    """Return the CPU of this process and of its database session, in milliseconds."""
    begun = spent()
    act()
    return (spent() - begun) * 1_000


def spent() -> float:
    return time.process_time() + session_seconds()


def session_seconds() -> float:
    connection.ensure_connection()
    session = connection.connection.info.backend_pid
    try:
        with open(f"/proc/{session}/schedstat") as told:  # noqa: PTH123
            return int(told.read().split()[0]) / 1e9
    except OSError:
        return 0.0


make_tables()
costs: dict[str, dict[str, Any]] = {}
for one in asked["articles"].values():
    copy_in(one["id"], one["rows"])
for name, one in asked["articles"].items():
    costs[name] = cost_of(f"/{one['id']}/", one["runs"]) if one["runs"] else {}
    if one["reply_to"]:
        costs[name]["reply"] = cost_of_reply(one["id"], one["reply_to"])
json.dump(costs, sys.stdout)
