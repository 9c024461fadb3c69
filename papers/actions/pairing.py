"""A paper in a second language, tied to the first question by question."""

from typing import Final

from django.db import models, transaction

from accounts.access import check_role
from accounts.models import Role, User
from papers.actions.copying import (
    ASKED_ALIKE,
    COPIED,
    copy_questions,
    copy_sections,
    copy_surroundings,
)
from papers.actions.details import create_paper
from papers.actions.errors import AlreadyThereError, NotAPairError
from papers.actions.questions import insert_question
from papers.actions.working_copy import (
    locked,
    mark_changed,
    next_position,
    save_fields,
    still_there,
)
from papers.editing.pairs import Pair, PartName, pair_of
from papers.models import Call, Paper, Question, Section

# A pair opens and closes together.
DATES: Final = (
    "announced_at", "opens_at", "closes_at", "dated_on", "response_due_on", "short_notice_reason",
)  # fmt: skip
_PARTS: Final[dict[PartName, type[models.Model]]] = {
    "section": Section, "question": Question, "call": Call,
}  # fmt: skip


def translate_paper(*, actor: User, paper: Paper, title: str) -> Paper:
    """Start the paper's translation, with its texts to be written over and its dates.

    English becomes Welsh, and Welsh English. Raises AlreadyThereError if it has a translation,
    NotAPairError if it is one itself, and what `create_paper` raises.
    """
    check_role(actor, Role.EDITOR)
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        if paper.translation_of_id is not None:
            raise NotAPairError
        if Paper.objects.filter(translation_of=paper).exists():
            raise AlreadyThereError("a translation of this paper")
        is_english = paper.language == Paper.Language.ENGLISH
        other = Paper.Language.WELSH if is_english else Paper.Language.ENGLISH
        fields = {name: getattr(paper, name) for name in (*COPIED, *DATES)}
        related = list(paper.related.all())
        translation = create_paper(
            actor=actor, title=title, related=related, **{**fields, "language": other}
        )
        save_fields(translation, translation_of=paper)
        sections = copy_sections(paper, translation)
        asked = set(Question.objects.filter(paper=paper).values_list("pk", flat=True))
        tied = copy_questions(paper, sections, asked, link="translation_of")
        copy_surroundings(paper, translation, sections, tied)
    return translation


def bring_missing_parts(*, actor: User, paper: Paper) -> int:
    """Copy into a translation what its original has more of, tied; return how many parts.

    Nothing is logged or saved when nothing is missing. NotAPairError if it translates none.
    """
    with transaction.atomic():
        paper = locked(paper, by=actor)
        pair = _pair(paper)
        brought = [*_missing_sections(pair), *_missing_questions(pair), *_missing_calls(pair)]
        if brought:
            mark_changed(
                actor=actor,
                paper=paper,
                part=brought[0],
                part_id=brought[0].pk,
                deed="added",
                brought=len(brought),
            )
    return len(brought)


def tie_question(*, actor: User, question: Question, original: Question) -> Question:
    """Say which question of the original this one translates.

    Raises NotAPairError if it is none of that paper's, AlreadyThereError if another question
    translates it.
    """
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        pair = _pair(paper)
        question = still_there(Question.objects.filter(paper=paper, pk=question.pk))
        original = still_there(Question.objects.filter(pk=original.pk))
        if original.paper_id != pair.source.pk:
            raise NotAPairError
        if question.translation_of_id == original.pk:
            return question
        if Question.objects.filter(paper=paper, translation_of=original, retired_at=None).exists():
            raise AlreadyThereError("a translation of that question")
        save_fields(question, translation_of=original)
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="changed")
    return question


def confirm_translation(*, actor: User, paper: Paper, part: PartName, part_id: int) -> None:
    """Say that a part of a translation is right as it is, for the original as it is now.

    Raises NotAPairError if the paper translates none, PartGoneError.
    """
    with transaction.atomic():
        paper = locked(paper, by=actor)
        _pair(paper)
        thing: models.Model = paper
        if part != "paper":
            thing = still_there(_PARTS[part]._default_manager.filter(paper=paper, pk=part_id))
        mark_changed(
            actor=actor,
            paper=paper,
            part=thing,
            part_id=thing.pk,
            deed="changed",
            confirmed=True,
        )


def _pair(paper: Paper) -> Pair:
    pair = pair_of(paper)
    if pair is None or pair.translation.pk != paper.pk:
        raise NotAPairError
    return pair


def _missing_sections(pair: Pair) -> list[Section]:
    own = Section.objects.filter(paper=pair.translation)
    place = next_position(own)
    more = Section.objects.filter(paper=pair.source).order_by("position")[own.count() :]
    return Section.objects.bulk_create(
        Section(
            paper=pair.translation,
            position=place + step,
            title=section.title,
            body=section.body,
            level=section.level,
        )
        for step, section in enumerate(more)
    )


def _missing_questions(pair: Pair) -> list[Question]:
    """Put each into the section that stands where its own does."""
    own = list(Section.objects.filter(paper=pair.translation).order_by("position"))
    places = {
        section.pk: own[place]
        for place, section in enumerate(
            Section.objects.filter(paper=pair.source).order_by("position")
        )
    }
    tied = Question.objects.filter(paper=pair.translation, translation_of__isnull=False)
    missing = (
        Question.objects.filter(paper=pair.source, retired_at=None)
        .exclude(pk__in=tied.values("translation_of"))
        .order_by("section__position", "position")
    )
    return [
        insert_question(
            paper=pair.translation,
            section=places[question.section_id],
            text=question.text,
            translation_of=question,
            **{name: getattr(question, name) for name in ASKED_ALIKE},
        )
        for question in missing
    ]


def _missing_calls(pair: Pair) -> list[Call]:
    own = Call.objects.filter(paper=pair.translation)
    place = next_position(own)
    more = Call.objects.filter(paper=pair.source).order_by("position")[own.count() :]
    return Call.objects.bulk_create(
        Call(paper=pair.translation, position=place + step, audience=call.audience, text=call.text)
        for step, call in enumerate(more)
    )
