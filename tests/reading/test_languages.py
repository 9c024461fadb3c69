"""A paper in English and in Welsh: each page leads to the same in the other language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from accounts.models import User
from papers.models import Paper, Question
from tests.asking import make_paper, question_of
from tests.page import Page
from tests.reading.test_paper_page import LATER, page_of, question_page


@pytest.fixture
def pair(editor: User, open_paper: Paper) -> tuple[Paper, Paper]:
    """A paper in English and in Welsh; only the second question of the Welsh one is paired."""
    welsh = make_paper(editor, title="Adsefydlu da", ask="Beth sy’n dda")
    Paper.objects.filter(pk=welsh.pk).update(language="cy", translation_of=open_paper)
    question = question_of(welsh, 2)
    Question.objects.filter(pk=question.pk).update(translation_of=question_of(open_paper, 1))
    welsh.refresh_from_db()
    return open_paper, welsh


def alternates(page: Page) -> dict[str | None, str | None]:
    links = page.tree.iter("link")
    return {link.get("hreflang"): link.get("href") for link in links if link.get("hreflang")}


def test_the_two_languages_of_a_paper_name_each_other(
    visitor: Client, pair: tuple[Paper, Paper]
) -> None:
    english, welsh = pair
    both = {"en": f"http://testserver/papers/{english.slug}/"}
    both["cy"] = f"http://testserver/papers/{welsh.slug}/"
    for paper in pair:
        assert alternates(page_of(visitor, paper)) == both
    page = page_of(visitor, welsh)
    assert next(page.tree.iter("h1")).get("lang") == "cy"
    assert page.links()["English"] == f"/papers/{english.slug}/"


def test_a_question_leads_to_itself_in_the_other_language(
    visitor: Client, pair: tuple[Paper, Paper]
) -> None:
    english, welsh = pair
    there, back = question_page(visitor, english, 1), question_page(visitor, welsh, 2)
    assert there.links()["Cymraeg"] == f"/papers/{welsh.slug}/questions/2/"
    assert back.links()["English"] == f"/papers/{english.slug}/questions/1/"
    assert alternates(there) == alternates(back)


def test_a_question_without_a_pair_leads_to_the_paper(
    visitor: Client, pair: tuple[Paper, Paper]
) -> None:
    page = question_page(visitor, pair[0], 2)
    assert page.links()["Cymraeg"] == f"/papers/{pair[1].slug}/"
    assert alternates(page) == {}


def test_a_translation_under_embargo_is_not_named(
    visitor: Client, pair: tuple[Paper, Paper]
) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    Paper.objects.filter(pk=pair[1].pk).update(announced_at=soon, opens_at=soon, closes_at=LATER)
    for page in (page_of(visitor, pair[0]), question_page(visitor, pair[0])):
        assert "Cymraeg" not in page.text
        assert alternates(page) == {}
