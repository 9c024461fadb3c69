"""What became of each question: a question is the same one as long as it keeps its id."""

from collections.abc import Iterator

from papers.comparing.deeds import Deed, Tally
from papers.comparing.passages import list_passage, prose_passage, text_passage
from papers.comparing.shapes import Change, Passage
from papers.comparing.words import Budget
from papers.content import QuestionContent, SourceContent
from papers.models import Question
from papers.pages.asking import how_to_answer

# What may be other than it was, each with what is said of it; the words of each come below.
TOLD: tuple[tuple[Deed, tuple[str, ...]], ...] = (
    (Deed.REWORDED, ("text",)),
    (Deed.OTHER_PARTS, ("parts",)),
    (Deed.OTHER_OPTIONS, ("options",)),
    (Deed.OTHER_WAY, ("kind", "has_dont_know", "help_text", "is_required", "word_limit")),
    (Deed.OTHER_REASONS, ("context_html",)),
    (Deed.OTHER_SOURCES, ("sources",)),
)


def name_of(question: QuestionContent) -> str:
    noun = "Recommendation" if question.is_recommendation else "Question"
    return f"{noun} {question.number}"


def added_question(new: QuestionContent, budget: Budget, tally: Tally) -> Change:
    """Tell of a question that was not there before."""
    return _lone(None, new, Deed.ADDED, budget, tally)


def removed_question(old: QuestionContent, budget: Budget, tally: Tally) -> Change:
    """Tell of a question that is not there any more."""
    return _lone(old, None, Deed.REMOVED, budget, tally)


def changed_question(
    old: QuestionContent, new: QuestionContent, moved: str, budget: Budget, tally: Tally
) -> Change | None:
    """Tell what is other about a question; `moved` says where from. None when nothing is."""
    deeds = [deed for deed, names in TOLD if _differ(old, new, names)]
    if old.is_retired != new.is_retired:
        deeds.insert(0, Deed.RETIRED if new.is_retired else Deed.ASKED_AGAIN)
    if moved:
        deeds.append(Deed.MOVED)
    for deed in deeds:
        tally.count(new, deed)
    passages = tuple(_passages(old, new, budget))
    if not deeds and not passages:
        return None
    said = (moved if deed == Deed.MOVED else deed.value for deed in deeds)
    return Change(_title(new), tuple(said), passages, number=new.number)


def source_line(source: SourceContent) -> str:
    """Return a source on one line, with where it leads and what it stands behind."""
    words = ", ".join(filter(None, (source.title, source.publisher, source.date)))
    address = f" ({source.url})" if source.url else ""
    anchor = f" – for “{source.anchor}”" if source.anchor else ""
    return f"{words}{address}{anchor}"


def _title(question: QuestionContent) -> str:
    return f"{name_of(question)}: {question.text}"


def _lone(
    old: QuestionContent | None,
    new: QuestionContent | None,
    deed: Deed,
    budget: Budget,
    tally: Tally,
) -> Change:
    there = new or old
    assert there is not None  # noqa: S101  # one of the two is given
    tally.count(there, deed)
    passages = tuple(_passages(old, new, budget))
    return Change(name_of(there), (deed.value,), passages, number=there.number)


def _differ(old: QuestionContent, new: QuestionContent, names: tuple[str, ...]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in names)


def _passages(
    old: QuestionContent | None, new: QuestionContent | None, budget: Budget
) -> Iterator[Passage]:
    def text(name: str) -> tuple[str, str]:
        return getattr(old, name, ""), getattr(new, name, "")

    def lines(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return getattr(old, name, ()), getattr(new, name, ())

    before = old.retired_reason if old and old.is_retired else ""
    after = new.retired_reason if new and new.is_retired else ""
    yield from text_passage("Why it is no longer asked", before, after, budget)
    yield from text_passage("The ask", *text("text"), budget)
    yield from list_passage("Further asks", *lines("parts"), budget)
    yield from list_passage("To choose from", *lines("options"), budget)
    yield from list_passage("How to answer", _how(old), _how(new), budget)
    yield from prose_passage("Why we ask", *text("context_html"), budget)
    old_sources, new_sources = lines_of_sources(old), lines_of_sources(new)
    yield from list_passage("Sources", old_sources, new_sources, budget)


def lines_of_sources(question: QuestionContent | None) -> list[str]:
    return [source_line(source) for source in question.sources] if question else []


def _how(question: QuestionContent | None) -> list[str]:
    """Return the rules of answering, a line each."""
    if question is None:
        return []
    rules = (
        how_to_answer(question),
        "A scale" if question.kind == Question.Kind.SCALE else "",
        "A recommendation to respond to" if question.is_recommendation else "",
        "“Don’t know” can be chosen" if question.has_dont_know else "",
        "A formal answer needs this one" if question.is_required else "",
        question.help_text,
    )
    return list(filter(None, rules))
