"""A paper in English and in Welsh: where the same page is in the other language."""

from dataclasses import dataclass
from typing import Final

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Subquery, Value, When
from django.urls import reverse

from papers.models import Paper, Question, Wording
from papers.querysets import asking_in_public

# As a speaker of each looks for it.
NAMES: Final = {Paper.Language.ENGLISH: "English", Paper.Language.WELSH: "Cymraeg"}


@dataclass(frozen=True)
class OtherLanguage:
    """The other language of a paper; `is_same` when the address is the same question's."""

    language: str
    name: str
    url: str
    is_same: bool


def other_language_of(paper: Paper, question_id: int) -> OtherLanguage | None:
    """Return where this question is in the other language, or else its paper. One query."""
    asked = Exists(Wording.objects.filter(question=OuterRef("pk")))
    paired = (
        Question.objects.filter(asked, paper=OuterRef("pk"))
        .filter(Q(translations=question_id) | Q(translation_of=question_id))
        .order_by("pk")
    )
    other = (
        Paper.objects.published()
        .filter(Q(translation=paper.pk) | Q(translation_of=paper.pk))
        .annotate(
            number=Subquery(paired.values("number")[:1]),
            asks=Case(
                When(asking_in_public(), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )
        .first()
    )
    if other is None:
        return None
    number: int | None = other.number if other.asks else None  # type: ignore[attr-defined]
    return OtherLanguage(
        language=other.language,
        name=NAMES[Paper.Language(other.language)],
        url=reverse("responses:question", args=[other.slug, number])
        if number
        else reverse("reading:paper", args=[other.slug]),
        is_same=number is not None,
    )
