"""The answers that a question offers, and the kind of question that they make it."""

import re
from collections.abc import Sequence

from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.draft import plain
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.pieces import QuestionKind

_BOX = re.compile(r"[☐☑☒□○◯❑❏⬜\uf06f\uf0a8\uf071¨]|\[[ xX]?\]|\(\s\)")
_SEPARATORS = re.compile(r"\s*[/|;\n\t]\s*|\s+[–—]\s+|\s-\s|,\s+(?:or\s+)?|\s+or\s+")
_TRAILS = " \t\n\xa0.;:,()[]_…"
_LONGEST = 160


def box_at_head(text: str) -> int:
    """Where the text goes on after the box at its head; 0 when there is none."""
    match = _BOX.match(text.lstrip())
    return len(text) - len(text.lstrip()) + match.end() if match else 0


def is_choice(text: str) -> bool:
    """Whether the text is one of the answers that questionnaires offer."""
    seen = plain(text[:_LONGEST]).strip(_TRAILS)
    return bool(words.CHOICES.match(seen) or words.GRADES.match(seen))


def written_in_line(text: str, span: Span) -> list[Span]:
    """The options in a stretch such as “(Yes / No / Don't know)” or “☐ Yes ☐ No”; else none."""
    if span.end - span.start > 600:
        return []
    if _BOX.search(text, span.start, span.end):
        return _between(text, span, _BOX)
    found = _between(text, span, _SEPARATORS)
    if len(found) < 2:
        return []
    written = [text[option.start : option.end] for option in found]
    if all(is_choice(option) for option in written):
        return found
    in_brackets = text[span.start] in "([" and text[span.end - 1] in ")]."
    slashes = text.count("/", span.start, span.end) + text.count("|", span.start, span.end)
    if in_brackets and slashes >= len(found) - 1 and all(len(one) <= 60 for one in written):
        return found
    return []


def kind_of(text: str, options: Sequence[str]) -> QuestionKind:
    """The kind that the words of the question and its options make it."""
    seen = plain(text[:1_000])
    if words.RANKED.search(seen) and (options or seen.startswith(("rank", "please rank"))):
        return QuestionKind.RANKING
    graded = [option for option in options if words.GRADES.match(_bare(option))]
    if options and len(options) >= 3 and len(graded) >= len(options) - 1:
        return QuestionKind.SCALE
    if words.MANY.search(seen) and options:
        return QuestionKind.MULTIPLE
    scaled = words.SCALED.search(seen) and not (options and words.ONE.search(seen))
    if scaled or (not options and words.EXTENT.search(seen)):
        return QuestionKind.SCALE
    if options:
        return QuestionKind.SINGLE
    return QuestionKind.OPEN


def offers(text: str) -> bool:
    """Whether the question's own words lead one to expect a list of answers."""
    return bool(words.CHOOSING.search(plain(text[-400:])))


def _bare(option: str) -> str:
    return plain(option[:_LONGEST]).strip(_TRAILS)


def _between(text: str, span: Span, marks: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    start = span.start
    for mark in marks.finditer(text, span.start, span.end):
        spans.append(_option(text, start, mark.start()))
        start = mark.end()
    spans.append(_option(text, start, span.end))
    return [option for option in spans if option.start < option.end]


def _option(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRAILS:
        start += 1
    while end > start and text[end - 1] in _TRAILS:
        end -= 1
    return trimmed(text, start, end)
