"""Every address by role, and the canary: no held or private word comes out of any door.

A new address fails here until its row says who may open it.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.actions import say_who_you_answer_for
from accounts.models import User
from consultation.responses.actions import post_response
from consultation.responses.models import Response
from papers.actions import add_call, add_source, create_paper, keep_import, make_preview_link
from papers.importing.blocks import Block, BlockKind, Document
from papers.models import Call, Paper, PaperImport, PreviewLink, Section, Source
from tests.asking import make_paper, post, post_published, question_of
from tests.conftest import ClientFor
from tests.page import read_page
from tests.papers.uploads import PDF, attach, hang

ROLES: Final = (
    "visitor",
    "participant",
    "other_participant",
    "editor",
    "moderator",
    "analyst",
    "lead",
)
ANYONE: Final = dict.fromkeys(ROLES, 200)
SIGNED_IN: Final = {**ANYONE, "visitor": 302}
POST_ONLY: Final = dict.fromkeys(ROLES, 405)
NOBODY: Final = dict.fromkeys(ROLES, 404)
STAFF: Final = {**SIGNED_IN, "participant": 404, "other_participant": 404}


def only(*roles: str, status: int = 200) -> dict[str, int]:
    """Signed-in strangers get 404, visitors the sign-in page, the roles `status`."""
    return {**dict.fromkeys(ROLES, 404), "visitor": 302, **dict.fromkeys(roles, status)}


EDITORS: Final = only("editor", "lead")
EDITORS_POST: Final = only("editor", "lead", status=405)
MODERATORS: Final = only("moderator", "lead")
MODERATORS_POST: Final = only("moderator", "lead", status=405)
ANALYSTS: Final = only("analyst", "lead")
ANALYSTS_POST: Final = only("analyst", "lead", status=405)
# A signed-in person is sent on from the pages of the entrance.
ENTRANCE: Final = {**dict.fromkeys(ROLES, 302), "visitor": 200}
SENT_ON: Final = dict.fromkeys(ROLES, 302)

DOORS: Final[dict[str, dict[str, int]]] = {
    "reading:home": ANYONE,
    "reading:papers": ANYONE,
    "reading:paper": ANYONE,
    "reading:paper-feed": ANYONE,
    "reading:print-pack": ANYONE,
    "reading:short-link": SENT_ON,
    "reading:feed": ANYONE,
    "reading:sitemap": ANYONE,
    "reading:robots": ANYONE,
    "reading:about": ANYONE,
    "reading:alive": ANYONE,
    "reading:ready": ANYONE,
    "responses:question": ANYONE,
    "responses:thread": ANYONE,
    "responses:permalink": SENT_ON,
    "responses:respond": SIGNED_IN,
    "reading:mine": SIGNED_IN,
    "account_login": ENTRANCE,
    "account_signup": ENTRANCE,
    "account_logout": {**ANYONE, "visitor": 302},
    "account_inactive": ANYONE,
    # Only reached from a page that asks for it; without a password there is nothing to ask.
    "account_reauthenticate": {**dict.fromkeys(ROLES, 403), "visitor": 302},
    "account_email": SIGNED_IN,
    "account_email_verification_sent": SENT_ON,
    "account_change_password": SENT_ON,
    "account_set_password": SIGNED_IN,
    "account_reset_password": ANYONE,
    "account_confirm_login_code": SENT_ON,
    "account_confirm_password_reset_code": SENT_ON,
    "account_complete_password_reset": SENT_ON,
    "account_password_reset_completed": ANYONE,
    "account_request_login_code": ENTRANCE,
    "accounts:me": SIGNED_IN,
    "accounts:add-organisation": {**POST_ONLY, "visitor": 302},
    "accounts:leave-organisation": {**POST_ONLY, "visitor": 302},
    "digests:preferences": STAFF,
    "desk:home": STAFF,
    "papers:list": EDITORS,
    "papers:create": EDITORS,
    "papers:import": EDITORS,
    "papers:review-import": EDITORS,
    "papers:confirm-import": EDITORS,
    "papers:discard-import": EDITORS,
    "papers:structure": EDITORS,
    "papers:edit": EDITORS,
    "papers:preview": EDITORS,
    "papers:preview-links": EDITORS,
    "papers:revoke-preview-link": EDITORS_POST,
    "papers:life": EDITORS,
    "papers:schedule": EDITORS,
    "papers:extend": EDITORS,
    "papers:close": EDITORS,
    "papers:withdraw": EDITORS,
    "papers:restore": only("lead"),
    "life:tell-me": SENT_ON,  # the table's paper is open
    "life:stop-waiting": {**POST_ONLY, "visitor": 302},
    "life:closing-date": ANYONE,
    "life:confirm-alert": NOBODY,  # the secrets of the table were never made
    "life:stop-alert": NOBODY,
    "life:open-preview": NOBODY,
    "papers:files": EDITORS,
    "papers:add-attachment": EDITORS,
    "papers:change-attachment": EDITORS,
    "papers:move-attachment": EDITORS_POST,
    "papers:remove-attachment": EDITORS,
    "papers:put-cover": EDITORS,
    "papers:reword-cover": EDITORS,
    "papers:remove-cover": EDITORS,
    # Those of the table were added after publishing; no edition names them yet.
    "files:attachment": {**NOBODY, "editor": 200, "lead": 200},
    "files:cover": {**NOBODY, "editor": 200, "lead": 200},
    "files:previewed-attachment": NOBODY,
    "files:previewed-cover": NOBODY,
    "papers:publish": EDITORS,
    "papers:undo": EDITORS,
    "papers:prose-preview": EDITORS_POST,
    "papers:add-section": EDITORS,
    "papers:change-section": EDITORS,
    "papers:remove-section": EDITORS,
    "papers:move-section": EDITORS_POST,
    "papers:place-section": EDITORS,
    "papers:add-question": EDITORS,
    "papers:add-source": EDITORS,
    "papers:change-question": EDITORS,
    "papers:remove-question": EDITORS,
    "papers:move-question": EDITORS_POST,
    "papers:place-question": EDITORS,
    "papers:retire-question": EDITORS,
    "papers:restore-question": EDITORS_POST,
    "papers:replace-question": EDITORS,
    "papers:change-source": EDITORS,
    "papers:remove-source": EDITORS,
    "papers:add-call": EDITORS,
    "papers:change-call": EDITORS,
    "papers:remove-call": EDITORS,
    "moderation:queue": MODERATORS,
    "moderation:review": MODERATORS,
    "moderation:publish-response": MODERATORS_POST,
    "moderation:reject-response": MODERATORS_POST,
    "moderation:confirm-membership": MODERATORS_POST,
    "exports:list": ANALYSTS,
    "exports:csv": ANALYSTS_POST,
    "mail:unsubscribe": NOBODY,  # the token of the table is forged
    "mailbox:letter-list": ANYONE,
    "mailbox:letter": NOBODY,
    "mailbox:letter-html": NOBODY,
}


NOT_PAGES: Final = {
    "reading:alive",
    "reading:ready",
    "reading:feed",
    "reading:paper-feed",
    "reading:print-pack",
    "reading:sitemap",
    "reading:robots",
    "life:closing-date",
}


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            prefix = f"{entry.namespace}:" if entry.namespace else ""
            yield from patterns(entry, namespace + prefix)
        else:
            yield f"{namespace}{entry.name}", entry


ALL: Final = dict(patterns(get_resolver()))


class World:
    """A published paper with everything in it, and a canary in each text that few may read."""

    def __init__(self, editor: User, participant: User, moderator: User) -> None:
        self.paper = make_paper(editor)
        self.question = question_of(self.paper)
        self.section = Section.objects.get(paper=self.paper)
        add_source(
            actor=editor, section=self.section, title="A source", publisher="", date="", url=""
        )
        add_call(actor=editor, paper=self.paper, audience="Governors", text="Talk to us.")
        membership = say_who_you_answer_for(actor=participant, organisation_name="Harbour Project")
        self.organisation = membership.organisation
        self.public = post_published(moderator, self.question, "public words")
        self.held = post(participant, self.question, "canary-held")
        self.private = self._private(moderator)
        make_preview_link(actor=editor, paper=self.paper, name="canary-preview-name")
        file = PDF + b"canary-working-file"
        self.attachment = attach(editor, self.paper, "canary-working-attachment", file)
        self.cover = hang(editor, self.paper, "canary-working-cover")
        self._announce(editor)
        self._draft(editor)
        self.kept = self._import(editor)

    def _private(self, author: User) -> Response:
        return post_response(
            actor=author,
            question_id=self.question.pk,
            body="canary-private",
            client_token=uuid.uuid4(),
            visibility=Response.Visibility.PRIVATE,
        ).response

    def _announce(self, editor: User) -> None:
        """A paper that opens next week: its title may be read, its questions not yet."""
        soon = datetime.now(UTC) + timedelta(days=7)
        make_paper(
            editor,
            title="A coming paper",
            ask="canary-announced-ask",
            opens_at=soon,
            closes_at=soon + timedelta(days=9),
        )

    def _draft(self, editor: User) -> None:
        create_paper(actor=editor, title="canary-draft-paper", summary="canary-draft-summary")
        # What an editor types after publishing is on no public page before the next edition.
        Paper.objects.filter(pk=self.paper.pk).update(
            title="canary-working-title", summary="canary-working-summary"
        )
        Section.objects.filter(paper=self.paper).update(body="canary-working-body")

    def _import(self, editor: User) -> PaperImport:
        """A document read in for review: its words are the editors' until they are published."""
        words = "canary-import title", "What would a canary-import ask?"
        blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in words)
        return keep_import(
            actor=editor, file_name="canary-import.txt", document=Document(blocks, "plain")
        )

    def url(self, name: str, pattern: URLPattern) -> str:
        values = {
            "slug": self.paper.slug,
            "number": self.question.number,
            "public_id": self.public.public_id,
            "section_id": self.section.pk,
            "question_id": self.question.pk,
            "source_id": Source.objects.get().pk,
            "call_id": Call.objects.get().pk,
            "import_id": self.kept.pk,
            "direction": "up",
            "file_format": "pdf",
            "token": "forged",
            "secret": "A" * 43,
            "signed": "forged",
            "link_id": PreviewLink.objects.get().pk,
            "attachment_id": self.attachment.pk,
            "file_name": self.attachment.file_name,
            "name": "20260101T000000000000Z-0123456789abcdef.eml",
        }
        if name == "accounts:leave-organisation":
            values["slug"] = self.organisation.slug
        if name.startswith("files:"):
            is_cover = name.endswith("cover")
            values["public_id"] = (self.cover if is_cover else self.attachment).public_id
        if name.startswith("moderation:"):
            values["public_id"] = self.held.public_id
        names = pattern.pattern.converters or pattern.pattern.regex.groupindex
        return reverse(name, kwargs={key: values[key] for key in names})


@pytest.fixture
def world(editor: User, participant: User, moderator: User) -> World:
    return World(editor, participant, moderator)


@pytest.fixture
def clients(request: pytest.FixtureRequest, client_for: ClientFor) -> dict[str, Client]:
    people = {role: request.getfixturevalue(role) for role in ROLES if role != "visitor"}
    return {"visitor": Client(), **{role: client_for(person) for role, person in people.items()}}


def test_every_address_has_its_row() -> None:
    assert sorted(ALL) == sorted(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_who_may_open_it(name: str, world: World, clients: dict[str, Client]) -> None:
    url = world.url(name, ALL[name])
    found = {role: client.get(url).status_code for role, client in clients.items()}
    assert found == DOORS[name]


@pytest.mark.parametrize("name", [name for name, row in DOORS.items() if 200 in row.values()])
def test_every_page_is_well_made(name: str, world: World, clients: dict[str, Client]) -> None:
    url = world.url(name, ALL[name])
    answers = [client.get(url) for client in clients.values()]
    pages = [answer for answer in answers if answer["Content-Type"].startswith("text/html")]
    titles = [read_page(answer).title for answer in pages if answer.status_code == 200]
    assert titles or name in NOT_PAGES


MAY_READ: Final = {
    "canary-held": {"participant", "moderator", "lead"},
    "canary-private": {"moderator", "editor", "analyst", "lead"},
    "canary-working": {"editor", "lead"},
    "canary-draft": {"editor", "lead"},
    "canary-import": {"editor", "lead"},
    "canary-announced": {"editor", "lead"},
    "canary-preview": {"editor", "lead"},
}


def content_of(answer: HttpResponseBase) -> bytes:
    """Return the whole body, of a file too."""
    if isinstance(answer, FileResponse):
        return b"".join(answer)
    assert isinstance(answer, HttpResponse)
    return answer.content


@pytest.mark.parametrize("role", ROLES)
def test_no_canary_leaves_by_any_door(role: str, world: World, clients: dict[str, Client]) -> None:
    forbidden = [canary for canary, readers in MAY_READ.items() if role not in readers]
    coming = Paper.objects.get(title="A coming paper").slug
    urls = {name: world.url(name, pattern) for name, pattern in ALL.items()}
    urls["an announced paper"] = reverse("reading:paper", args=[coming])
    urls["its question"] = reverse("responses:question", args=[coming, 1])
    urls["its feed"] = reverse("reading:paper-feed", args=[coming])
    urls["a search for it"] = reverse("reading:papers") + "?q=canary"
    for name, url in urls.items():
        answer = clients[role].get(url, follow=True)
        everything = content_of(answer) + str(dict(answer.headers)).encode()
        assert [c for c in forbidden if c.encode() in everything] == [], name


@pytest.mark.parametrize("role", ["visitor", "other_participant", "editor", "analyst"])
def test_held_and_missing_give_the_same_answer(
    role: str, world: World, clients: dict[str, Client]
) -> None:
    held = reverse("responses:permalink", args=[world.held.public_id])
    missing = reverse("responses:permalink", args=["0" * 16])
    answers = [clients[role].get(url) for url in (held, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_held_response_is_in_no_count(world: World, clients: dict[str, Client]) -> None:
    page = clients["visitor"].get(reverse("reading:paper", args=[world.paper.slug])).text
    assert re.search(r"Read the 1 answer<", page)


def test_getting_changes_nothing(world: World, clients: dict[str, Client]) -> None:
    from consultation.activity.models import Activity

    before = Activity.objects.count()
    for client in (clients["lead"], clients["participant"]):
        for name, pattern in ALL.items():
            client.get(world.url(name, pattern))
    assert Activity.objects.count() == before
