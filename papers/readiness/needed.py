"""What blocks: without it readers would meet a page that is wrong, or cannot be answered."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from consultation.lib.clock import in_words
from papers.editing.answered import kinds_that_came_too_late
from papers.models import Question
from papers.readiness.checks import Check
from papers.readiness.looking import LookedAt


def needed_checks(draft: LookedAt) -> Iterator[Check]:
    """Yield every check that blocks, met or not."""
    yield from _details(draft)
    yield _import(draft)
    if draft.is_discussion:
        yield from _dates(draft)
        yield from _questions(draft)
    else:
        yield from _submission(draft)


def _needed(name: str, is_met: bool, todo: str, done: str, mend_url: str) -> Check:
    return Check(name, True, is_met, todo, done, mend_url)


def _details(draft: LookedAt) -> Iterable[Check]:
    paper = draft.paper
    yield _needed(
        "title",
        bool(paper.title.strip()),
        "Give the paper a title.",
        "It has a title.",
        draft.at_details("title"),
    )
    yield _needed(
        "summary",
        bool(paper.summary.strip()),
        "Write a summary: what the paper is about, in a few lines.",
        "It has a summary.",
        draft.at_details("summary"),
    )
    yield _needed(
        "contact",
        bool(paper.contact.strip()),
        "Say who readers can write to.",
        "It says who readers can write to.",
        draft.at_details("contact"),
    )
    if paper.cover is not None:
        yield _needed(
            "cover words",
            bool(paper.cover.alt.strip()),
            "Describe the cover image in words, for people who cannot see it.",
            "The cover image is described in words.",
            draft.at_structure,
        )


def _import(draft: LookedAt) -> Check:
    return _needed(
        "import",
        not draft.has_unconfirmed_import,
        "Confirm the review of the imported document: until then nobody has looked at what each "
        "piece of it was taken for.",
        "No import waits to be confirmed.",
        reverse("papers:list"),
    )


def _dates(draft: LookedAt) -> Iterable[Check]:
    opens_at, closes_at = draft.paper.opens_at, draft.paper.closes_at
    if opens_at is None or closes_at is None:
        field = "opens_at" if opens_at is None else "closes_at"
        todo = "Say when the paper opens and when it closes."
        yield _needed("dates", False, todo, "", draft.at_details(field))
        return
    done = f"It is open from {in_words(opens_at)} to {in_words(closes_at)}."
    mend = draft.at_details("closes_at")
    if closes_at <= opens_at:
        yield _needed("dates", False, "Choose a closing date after the opening date.", "", mend)
        return
    # A correction after closing is a new edition like any other.
    is_first = draft.paper.current_edition_id is None
    now = draft.paper.database_now  # type: ignore[attr-defined]
    still_to_come = not is_first or closes_at > now
    yield _needed(
        "dates", still_to_come, "Choose a closing date that is still to come.", done, mend
    )


def _questions(draft: LookedAt) -> Iterable[Check]:
    asked = draft.questions
    count = f"It asks {len(asked)} question{'s' if len(asked) != 1 else ''}."
    yield _needed("questions", bool(asked), "Ask at least one question.", count, draft.at_structure)
    for question in asked:
        if not question.text.strip():
            todo = f"Write the words of question {draft.place(question)}."
            yield _needed("question words", False, todo, "", draft.at_question(question))
        if Question.Kind(question.kind).takes_options and len(question.options) < 2:
            todo = f"Give question {draft.place(question)} at least two options to choose from."
            yield _needed("options", False, todo, "", draft.at_question(question))
    for question, todo in kinds_that_came_too_late(draft.paper):
        yield _needed("kind", False, todo, "", draft.at_question(question))


def _submission(draft: LookedAt) -> Iterable[Check]:
    yield _needed(
        "date",
        draft.paper.dated_on is not None,
        "Say what date the submission bears.",
        "It bears a date.",
        draft.at_details("dated_on"),
    )
    yield _needed(
        "sections",
        any(section.body.strip() for section in draft.sections),
        "Write at least one section.",
        "It has sections with text.",
        draft.at_structure,
    )
    yield _needed(
        "questions",
        not draft.questions,
        "A formal submission asks nothing: remove its questions.",
        "It asks nothing.",
        draft.at_structure,
    )
