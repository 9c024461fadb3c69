"""Which questions are about the respondent, and the lines of a form that ask without a verb."""

from papers.importing.interpreting import options
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.cutting import Asked, Cut, claim_cuts, option_cuts
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.style import NOT_ASKING
from papers.importing.pieces import QuestionKind, Role

_LONGEST = 110
_ROOM = " \t\n\xa0._…"


def find_form_lines(draft: Draft) -> list[Asked]:
    """“Name: ……” asks as surely as a sentence does, also where no heading says “About you”."""
    return [
        claim_line(draft, passage) for passage in draft.passages if is_form_line(draft, passage)
    ]


def is_form_line(draft: Draft, passage: Passage) -> bool:
    return draft.is_free(passage) and _may_hold_form(draft, passage) and _is_line(passage)


def _may_hold_form(draft: Draft, passage: Passage) -> bool:
    """Under “About you”; elsewhere only a line that plainly waits for the reader's own details."""
    if passage.zone is Zone.ABOUT_YOU:
        return True
    if draft.is_submission or passage.zone in NOT_ASKING or len(passage.text) > _LONGEST * 2:
        return False
    waits = passage.text.rstrip().endswith(("__", "...", "……"))
    seen = passage.words
    yours = waits or seen.startswith("your ") or passage.zone is not Zone.RESPONDING
    return yours and seen.endswith((":", "_", ".", "…")) and bool(words.ABOUT_YOU.match(seen))


def is_about_you(asked: Asked) -> bool:
    if asked.is_about_you or asked.passage.zone is Zone.ABOUT_YOU:
        return True
    return bool(words.ABOUT_YOU.match(plain(asked.text[:300])))


def kind_of(asked: Asked) -> QuestionKind:
    if is_about_you(asked):
        return QuestionKind.ABOUT_YOU
    return options.kind_of(asked.text, asked.options, asked.guidance)


def _is_line(passage: Passage) -> bool:
    text = passage.text.strip(_ROOM)
    if not passage.is_text or not 2 < len(text) <= _LONGEST or passage.is_heading:
        return False
    if options.is_choice(text) or words.NO_FORM_LINE.match(plain(text)):
        return False
    if passage.text.rstrip().endswith((":", "_", "..", "…")):
        return True
    if text.endswith("!") or passage.text.rstrip().endswith("."):
        return False
    known = passage.is_item or bool(words.ABOUT_YOU.match(plain(text)))
    return known or passage.zone is Zone.ABOUT_YOU


def claim_line(draft: Draft, passage: Passage) -> Asked:
    """Claim a line of a form: its label, what it asks for, its answers and the room for one."""
    start, end = passage.whole.start, passage.whole.end
    label = passage.label
    if label is not None and label.kind is LabelKind.BARE:
        label = None
    if label is not None:
        start = max(start, label.end)
    asked = Asked(draft.new_group("q"), passage, label.number if label else "")
    asked.is_about_you = True
    if label is not None and label.end > passage.whole.start:
        draft.claim(
            passage,
            Span(passage.whole.start, label.end),
            Role.QUESTION_LABEL,
            f"The label of question {label.number}, kept as its number",
            group=asked.group,
            number=label.number,
        )
    start, end, answers = _without_room(passage, Span(start, end))
    asked.number = label.number if label is not None else ""
    why = "A line of the form about the respondent"
    claim_cuts(draft, passage, [Cut(Span(start, end), Role.QUESTION, why)], asked)
    if answers:
        claim_cuts(draft, passage, option_cuts(passage, answers, passage.whole), asked)
    draft.claim_all(passage, Role.FURNITURE, "Room to write an answer in")
    return asked


def _without_room(passage: Passage, span: Span) -> tuple[int, int, list[Span]]:
    """Where the words of the line stand, without its dots and its answers, and the answers."""
    end = span.end
    colon = passage.text.find(":", span.start, span.end)
    boxes = options.written_in_line(passage.text, span)
    after = Span(colon + 1, span.end) if colon != -1 else None
    answers = boxes or (options.written_after_ask(passage.text, after) if after else [])
    if answers and answers[0].start > span.start:
        end = options.before_box(passage.text, span.start, answers[0].start)
    else:
        answers = []
    while end > span.start and passage.text[end - 1] in _ROOM:
        end -= 1
    return span.start, end, answers
