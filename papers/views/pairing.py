"""The desk's page of a paper's translation: what it lacks, and what mends it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import get_question_or_404, get_working_copy_or_404
from papers.editing.pairs import Pair, pair_of, parts_of, untied_questions
from papers.forms import ConfirmTranslationForm, TieForm, TranslateForm
from papers.models import Paper
from papers.views.answering import FormPage, answer_form, crumbs, goes_back_when_gone, posted

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = "papers:translation"


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def show_translation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pair part by part; without one, offer to begin the translation."""
    paper = get_working_copy_or_404(slug)
    pair = pair_of(paper)
    if pair is None:
        return _begin(request, paper)
    if request.method == "POST":
        return redirect(PAGE, slug)
    parts = parts_of(pair)
    context = {
        "paper": paper,
        "pair": pair,
        "parts": parts,
        "gaps": sum(part.is_gap for part in parts),
        "absent": sum(part.part_id is None for part in parts),
        "untied": untied_questions(pair),
        "crumbs": crumbs(paper),
        "nav": "desk",
    }
    return render(request, "papers/show_translation.html", context)


@require_role(Role.EDITOR)
@require_POST
def bring_missing(request: HttpRequest, slug: str) -> HttpResponse:
    paper = _pair_or_404(slug).translation
    count = actions.bring_missing_parts(actor=signed_in(request), paper=paper)
    said = "Nothing was missing." if not count else f"Brought over to be translated: {count}."
    messages.success(request, said)
    return redirect(PAGE, slug)


@require_role(Role.EDITOR)
@require_POST
@goes_back_when_gone
def confirm_translation(request: HttpRequest, slug: str) -> HttpResponse:
    paper = _pair_or_404(slug).translation
    form = ConfirmTranslationForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Which part?")
    actions.confirm_translation(actor=signed_in(request), paper=paper, **form.cleaned_data)
    messages.success(request, "It counts as translated, until the original changes again.")
    # Back to the row, so that the next Tab goes on from there.
    row = "{part}-{part_id}".format(**form.cleaned_data)
    return redirect(f"{reverse(PAGE, args=[slug])}#{row}")


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def tie_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    """Choose the translation of one question of the original."""
    pair = _pair_or_404(slug)
    original = get_question_or_404(pair.source.slug, question_id)
    page = FormPage(
        title="Tie a question to its translation",
        form=TieForm(offered=untied_questions(pair), **posted(request)),
        button="Tie the two",
        done="The two are tied: readers can go from one to the other.",
        paper=pair.translation,
        note=f"The original asks: {original.text}",
        back=PAGE,
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.tie_question(actor=signed_in(request), original=original, **fields).paper
        ),
    )


def _begin(request: HttpRequest, paper: Paper) -> HttpResponse:
    other = "Welsh" if paper.language == Paper.Language.ENGLISH else "English"
    page = FormPage(
        title=f"Translate into {other}",
        form=TranslateForm(**posted(request)),
        button="Begin the translation",
        done="This is the translation, a draft. “Translation” lists what is not translated yet.",
        paper=paper,
        note="The translation is a paper of its own, with the same dates. It begins with the texts "
        "of this one, to be written over, and each question stays tied to its original.",
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.translate_paper(actor=signed_in(request), paper=paper, **fields),
    )


def _pair_or_404(slug: str) -> Pair:
    pair = pair_of(get_working_copy_or_404(slug))
    if pair is None:
        raise Http404("It has no translation.")
    return pair
