import re
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Mail
from tests.mail.conftest import Enqueue, NewKind

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
TITLE = "Rights & wrongs <of> reform"


@pytest.fixture(autouse=True)
def own_templates(settings: Settings) -> None:
    engine = settings.TEMPLATES[0]
    here = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], here]}]


@pytest.fixture
def mail(enqueue: Enqueue, reader: User) -> Mail:
    return compose_from_templates("sample", {"title": TITLE}, message=enqueue(recipient=reader))


def test_a_subject_says_what_happened_before_it_names_the_paper() -> None:
    """A title may end in a question mark, and be longer than the line of a list of mails."""
    subjects = (ROOT / "templates" / "emails").rglob("*_subject.txt")
    named = {path: path.read_text().strip() for path in subjects if "title" in path.read_text()}
    assert len(named) >= 12
    for path, words in named.items():
        assert re.search(r": \{\{ [\w.]*title }}(\{% |$)", words), path.name
        assert not re.match(r"\{\{ [\w.]*title }}", words), path.name


def test_the_subject_is_one_line_as_typed(mail: Mail) -> None:
    assert mail.subject == f"News about {TITLE}"


def test_the_text_part_is_not_escaped(mail: Mail) -> None:
    assert mail.text.startswith(f"{TITLE}\n\nRead it: http://testserver/papers/\n")


def test_the_html_part_is_escaped(mail: Mail) -> None:
    assert "Rights &amp; wrongs &lt;of&gt; reform</h1>" in mail.html


def test_styles_are_inlined_and_dark_colours_kept(mail: Mail) -> None:
    assert '<h1 style="margin: 0 0 16px' in mail.html
    assert mail.html.count("<style>") == 1
    assert "prefers-color-scheme: dark" in mail.html


def test_no_picture_and_nothing_from_elsewhere(mail: Mail) -> None:
    assert "<img" not in mail.html
    assert "url(" not in mail.html


def test_both_parts_say_why_and_that_it_cannot_be_stopped(mail: Mail) -> None:
    for part in (mail.text, mail.html):
        assert "You get this because you asked to be told." in part
        assert "no list to leave" in part


def test_what_can_be_stopped_says_how_to_people(
    enqueue: Enqueue, new_kind: NewKind, reader: User
) -> None:
    new_kind("digest", unsubscribe=lambda _person: None)
    message = enqueue(kind="digest", recipient=reader)
    mail = compose_from_templates("sample", {"title": TITLE}, message=message)
    for part in (mail.text, mail.html):
        assert "http://testserver/mail/unsubscribe/" in part


def test_addresses_come_from_settings(settings: Settings) -> None:
    settings.SITE_URL = "https://consult.example"
    assert absolute_url("/papers/") == "https://consult.example/papers/"
