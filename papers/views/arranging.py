"""The order of a working copy: one step with a button, or straight to a place.

After a move the page opens at the button that was pressed, and the button's name says the new
place, so that the next press needs no search; a fragment that names a button focuses it (HTML's
"scroll to the fragment").
"""

from collections.abc import Callable
from typing import Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import get_question_or_404, get_section_or_404
from papers.editing.structure import question_places, section_places, structure_of
from papers.forms import PlaceForm
from papers.models import Paper, Question
from papers.views.answering import FormPage, goes_back_when_gone, posted, show_form

FORM_METHODS = ["GET", "HEAD", "POST"]
Pressed = Literal["up", "down", "place"]


@require_role(Role.EDITOR)
@require_POST
@goes_back_when_gone
def move_section(
    request: HttpRequest, slug: str, section_id: int, direction: actions.Direction
) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    actions.move_section(actor=signed_in(request), section=section, direction=direction)
    return _show_section(request, section.paper, section_id, direction)


@require_role(Role.EDITOR)
@require_POST
@goes_back_when_gone
def move_question(
    request: HttpRequest, slug: str, question_id: int, direction: actions.Direction
) -> HttpResponse:
    question = get_question_or_404(slug, question_id)
    actions.move_question(actor=signed_in(request), question=question, direction=direction)
    return _show_question(request, question.paper, question_id, direction)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def place_section(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    paper = section.paper
    places, here = section_places(structure_of(paper), section)
    initial = {"place": here, "version": paper.draft_version}
    form = PlaceForm(places=places, initial=initial, **posted(request))

    def act(place: str, version: int) -> None:
        before = None if place == "end" else get_section_or_404(slug, int(place[1:]))
        actions.place_section(
            actor=signed_in(request), section=section, before=before, expected_version=version
        )

    page = _place_page(paper, form, f"Move the section “{section.title}”")
    return _answer_place(
        request, slug, page, act, lambda: _show_section(request, paper, section_id, "place")
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def place_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    question = get_question_or_404(slug, question_id)
    paper = question.paper
    places, here = question_places(structure_of(paper), question)
    initial = {"place": here, "version": paper.draft_version}
    form = PlaceForm(places=places, initial=initial, **posted(request))

    def act(place: str, version: int) -> None:
        before = get_question_or_404(slug, int(place[1:])) if place[0] == "q" else None
        section = before.section if before else get_section_or_404(slug, int(place[1:]))
        actions.place_question(
            actor=signed_in(request),
            question=question,
            section=section,
            before=before,
            expected_version=version,
        )

    page = _place_page(paper, form, "Move a question", question=question)
    return _answer_place(
        request, slug, page, act, lambda: _show_question(request, paper, question_id, "place")
    )


def _place_page(
    paper: Paper, form: PlaceForm, title: str, *, question: Question | None = None
) -> FormPage:
    return FormPage(
        title=title,
        form=form,
        button="Move it there",
        done="",
        paper=paper,
        template="papers/about_question.html" if question else "papers/edit_part.html",
        # A place is no text to keep for later.
        extra={"question": question, "keeps": False},
    )


def _answer_place(
    request: HttpRequest,
    slug: str,
    page: FormPage,
    act: Callable[[str, int], None],
    show: Callable[[], HttpResponse],
) -> HttpResponse:
    """Ask for a place, or go there; a place in an order that is no more leads to the draft now."""
    form = page.form
    if not form.is_bound:
        return show_form(request, page, status=200)
    if not form.is_valid():
        return show_form(request, page, status=422)
    try:
        act(form.cleaned_data["place"], form.cleaned_data["version"])
    except actions.MovedMeanwhileError as error:
        messages.error(request, str(error))
        return redirect("papers:structure", slug)
    return show()


def _show_section(
    request: HttpRequest, paper: Paper, section_id: int, pressed: Pressed
) -> HttpResponse:
    blocks = structure_of(paper).sections
    for place, block in enumerate(blocks, start=1):
        if block.section.pk == section_id:
            title = block.section.title
            _say(request, f"“{title}” is section {place} of {len(blocks)} now.")
            button = _still_there(pressed, up=block.can_move_up, down=block.can_move_down)
            return redirect(_at(paper, f"section-{section_id}-{button}"))
    return redirect("papers:structure", paper.slug)


def _show_question(
    request: HttpRequest, paper: Paper, question_id: int, pressed: Pressed
) -> HttpResponse:
    structure = structure_of(paper)
    for block in structure.sections:
        for row in block.questions:
            if row.question.pk == question_id:
                where = f"{row.place} of {len(structure.rows)} now, in “{block.section.title}”"
                _say(request, f"The question is number {where}.")
                button = _still_there(pressed, up=row.can_move_up, down=row.can_move_down)
                return redirect(_at(paper, f"question-{question_id}-{button}"))
    return redirect("papers:structure", paper.slug)


def _say(request: HttpRequest, words: str) -> None:
    messages.success(request, words)


def _still_there(pressed: Pressed, *, up: bool, down: bool) -> Pressed:
    """Return the button to go on with: at the edge the one that was pressed is gone."""
    if (pressed == "up" and not up) or (pressed == "down" and not down):
        return "place"
    return pressed


def _at(paper: Paper, anchor: str) -> str:
    return f"{reverse('papers:structure', args=[paper.slug])}#{anchor}"
