"""A paper and its translation side by side: what is missing, what is older than its original.

Questions are tied by `translation_of`, sections and calls by their place. A text that is the same
in both languages is one that nobody has translated, unless an editor said that it is right so. The
log tells which of two parts was changed later.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

from django.db import models
from django.db.models import Max, Q
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse

from consultation.activity.models import Activity, Verb
from consultation.lib.text import excerpt
from papers.models import Call, Paper, Question, Section

PartName = Literal["paper", "section", "question", "call"]
TEXTS: Final[dict[PartName, tuple[str, ...]]] = {
    "paper": ("title", "summary", "audience", "open_to_change", "next_steps"),
    "section": ("title", "body"),
    "question": ("text", "help_text", "context", "parts", "options"),
    "call": ("audience", "text"),
}
WORDS_SHOWN: Final = 24


class State(StrEnum):
    MISSING = "Not translated yet"
    OUTDATED = "Out of date"
    UNFIT = "Does not match"
    DONE = "Translated"


@dataclass(frozen=True)
class Pair:
    """A paper and its translation."""

    source: Paper
    translation: Paper


@dataclass(frozen=True)
class TranslatedPart:
    """A part of the original with its translation, if there is one; `why` says what is not well."""

    part: PartName
    what: str
    source_text: str
    text: str
    state: State
    why: str
    source_url: str
    url: str
    source_id: int
    part_id: int | None

    @property
    def is_gap(self) -> bool:
        return self.state != State.DONE

    @property
    def can_be_confirmed(self) -> bool:
        """Say whether “it is right as it is” can be an answer."""
        return self.part_id is not None and self.state in {State.MISSING, State.OUTDATED}

    @property
    def can_be_tied(self) -> bool:
        return self.part == "question" and self.part_id is None


def pair_of(paper: Paper) -> Pair | None:
    """Return the pair that a paper is one half of; one query."""
    if paper.translation_of is not None:
        return Pair(paper.translation_of, paper)
    translation = Paper.objects.filter(translation_of=paper).first()
    return Pair(paper, translation) if translation else None


def gaps_of(pair: Pair) -> tuple[TranslatedPart, ...]:
    """Return what a translation lacks.

    For the checklist: `what` names the part, `state` and `why` say what is wrong, `url` mends it.
    """
    return tuple(part for part in parts_of(pair) if part.is_gap)


def parts_of(pair: Pair) -> tuple[TranslatedPart, ...]:
    """Return every part of the original beside its translation, in reading order; ten queries."""
    judge = _Judge(pair)
    return (
        judge.details(),
        *judge.by_place("section", _sections(pair.source), _sections(pair.translation)),
        *judge.questions(),
        *judge.by_place("call", _calls(pair.source), _calls(pair.translation)),
    )


def untied_questions(pair: Pair) -> "models.QuerySet[Question]":
    """Return the translation's questions that translate none of the original's."""
    return (
        Question.objects.filter(paper=pair.translation, retired_at=None)
        .exclude(translation_of__paper=pair.source)
        .order_by("section__position", "position")
    )


class _Judge:
    """Compares the parts of one pair, with what the log says of both."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.touched, self.confirmed = _log_of(pair)
        made = Activity.objects.about(pair.translation).filter(verb=Verb.PAPER_CREATED)
        self.made = made.aggregate(first=Max("id"))["first"] or 0

    def details(self) -> TranslatedPart:
        source, own = self.pair.source, self.pair.translation
        return self._judged("paper", "The details", source, own)

    def by_place(
        self, part: PartName, sources: Sequence[Any], own: Sequence[Any]
    ) -> Iterator[TranslatedPart]:
        for place, source in enumerate(sources):
            match = own[place] if place < len(own) else None
            name = "Section" if part == "section" else "Call"
            yield self._judged(part, f"{name} {place + 1}", source, match)

    def questions(self) -> Iterator[TranslatedPart]:
        of_translation = Question.objects.filter(paper=self.pair.translation)
        tied = {one.translation_of_id: one for one in of_translation.filter(retired_at=None)}
        retired = {one.translation_of_id: one for one in of_translation.exclude(retired_at=None)}
        asked = Question.objects.filter(paper=self.pair.source, retired_at=None)
        for place, source in enumerate(asked.order_by("section__position", "position"), start=1):
            match = tied.get(source.pk) or retired.get(source.pk)
            yield self._judged("question", f"Question {place}", source, match)

    def _judged(
        self, part: PartName, what: str, source: models.Model, own: models.Model | None
    ) -> TranslatedPart:
        state, why = self._state(part, source, own)
        return TranslatedPart(
            part=part,
            what=what,
            source_text=excerpt(_title(part, source), WORDS_SHOWN),
            text=excerpt(_title(part, own), WORDS_SHOWN) if own else "",
            state=state,
            why=why,
            source_url=_url(self.pair.source, part, source.pk),
            url=_url(self.pair.translation, part, own.pk) if own else "",
            source_id=source.pk,
            part_id=own.pk if own else None,
        )

    def _state(
        self, part: PartName, source: models.Model, own: models.Model | None
    ) -> tuple[State, str]:
        if own is None:
            return State.MISSING, "It is not in the translation."
        if fault := _misfit(source, own):
            return State.UNFIT, fault
        changed = self.touched[part, source.pk]
        is_confirmed = self.confirmed[part, own.pk] > max(changed, 0)
        if not is_confirmed and (same := _same_texts(part, source, own)):
            return State.MISSING, f"Still as in the original: {', '.join(same)}."
        if changed > max(self.touched[part, own.pk], self.confirmed[part, own.pk], self.made):
            return State.OUTDATED, "The original was changed after it was translated."
        return State.DONE, ""


def _log_of(pair: Pair) -> tuple[dict[Any, int], dict[Any, int]]:
    """Return the last line of the log about each part, and the last that called it right."""
    touched: dict[Any, int] = defaultdict(int)
    confirmed: dict[Any, int] = defaultdict(int)
    lines = Activity.objects.filter(
        object_type=Paper._meta.label_lower,
        object_id__in=[pair.source.pk, pair.translation.pk],
        verb=Verb.PAPER_CHANGED,
    )
    by_part = (
        lines.filter(data__deed__in=["changed", "added", "replaced"])
        .annotate(
            part=KeyTextTransform("part", "data"), part_id=KeyTextTransform("part_id", "data")
        )
        .values_list("part", "part_id")
        .annotate(last=Max("id"), right=Max("id", filter=Q(data__confirmed=True)))
    )
    for part, part_id, last, right in by_part.order_by():
        touched[part, int(part_id)] = last
        confirmed[part, int(part_id)] = right or 0
    undone = lines.filter(data__deed="undone").values_list("id", "data__parts")
    for line, parts in undone.order_by("id"):
        for name in parts:
            part, _, part_id = name.rpartition("-")
            touched[part, int(part_id)] = max(touched[part, int(part_id)], line)
    return touched, confirmed


def _same_texts(part: PartName, source: models.Model, own: models.Model) -> list[str]:
    """Name the fields whose words are the original's; a text without letters has no language."""
    names = []
    for name in TEXTS[part]:
        value = getattr(source, name)
        words = " ".join(value) if isinstance(value, list) else value
        if any(map(str.isalpha, words)) and value == getattr(own, name):
            names.append(str(getattr(type(source)._meta.get_field(name), "verbose_name", name)))
    return names


def _misfit(source: models.Model, own: models.Model) -> str:
    """Say why answers to two questions could not be counted together; empty when they can."""
    if not (isinstance(source, Question) and isinstance(own, Question)):
        return ""
    if own.retired_at is not None:
        return "It is retired in the translation only."
    if own.kind != source.kind:
        return f"The original is “{source.get_kind_display()}”."
    for what, theirs, ours in (
        ("options", source.options, own.options),
        ("further asks", source.parts, own.parts),
    ):
        if len(theirs) != len(ours):
            return f"The original has {len(theirs)} {what}, this has {len(ours)}."
    rules = ("has_dont_know", "is_required", "word_limit")
    if any(getattr(own, rule) != getattr(source, rule) for rule in rules):
        return "“Don’t know”, required or the word limit is not as in the original."
    return ""


def _title(part: PartName, thing: models.Model) -> str:
    title: str = getattr(thing, TEXTS[part][0])
    return title


def _url(paper: Paper, part: PartName, pk: int) -> str:
    if part == "paper":
        return reverse("papers:edit", args=[paper.slug])
    return reverse(f"papers:change-{part}", args=[paper.slug, pk])


def _sections(paper: Paper) -> list[Section]:
    return list(Section.objects.filter(paper=paper).order_by("position"))


def _calls(paper: Paper) -> list[Call]:
    return list(Call.objects.filter(paper=paper).order_by("position"))
