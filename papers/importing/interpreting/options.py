"""The answers that a question offers, and the kind of question that they make it."""

import re
from collections.abc import Sequence

from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.draft import plain
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.pieces import QuestionKind

_BOX = re.compile(r"[☐☑☒□○◯❑❏⬜\uf06f\uf0a8\uf071¨]|\[[ xX]?\]|\(\s\)|_{2,}+(?=\s?[^\W_])")
_SEPARATORS = re.compile(r"\s*[/|;\n\t]\s*|\s+[–—]\s+|\s-\s|,\s+(?:or\s+)?|\s+or\s+")
_SLASHES = re.compile(r"\s*[|\t]\s*|\s+/\s*|\s*/\s+")
_TIGHT_SLASHES = re.compile(r"/")
_SEMICOLONS = re.compile(r"\s*;\s*(?:(?:and|or)\s+)?")
_DASHES = re.compile(r"\s+[–—-]\s+")
_COLUMNS = re.compile(r"[ \t\xa0]{3,}")  # “Agree        Disagree”
_COMMAS = re.compile(r"\s*,\s+(?:or\s+)?|\s+or\s+")
_TRAILS = " \t\n\xa0.;:,()[]_…"
_LONGEST = 160
_LONGEST_LINE = 400
_LONGEST_ANSWER = 60
_MOST_WORDS = 10
LEAST_GRADES = 2
_RATING = re.compile(r"\W*1(?:[\s.,_–-]+\d{1,2}){2,9}\W*")  # 1 2 3 4 5
_DIGITS = re.compile(r"\d+")
# “Please circle:” before the answers on a line.
_HEAD = re.compile(
    r"\s*(?:\(|\[)?(?:please )?(?:circle|tick|choose|select|pick|mark|delete|options?|answers?|"
    r"possible answers|one of)\b[^:.?]{0,60}:\s*",
    re.IGNORECASE,
)


def box_at_head(text: str) -> int:
    """Where the text goes on after the box at its head; 0 when there is none."""
    match = _BOX.match(text.lstrip())
    return len(text) - len(text.lstrip()) + match.end() if match else 0


def before_box(text: str, start: int, end: int) -> int:
    """Where the words end that stand before an answer, or before the box of that answer."""
    boxes = [*_BOX.finditer(text, start, end)]
    return boxes[0].start() if boxes else end


def is_choice(text: str) -> bool:
    """Whether the text is one of the answers that questionnaires offer."""
    seen = plain(text[:_LONGEST]).strip(_TRAILS)
    return bool(words.CHOICES.match(seen) or words.GRADES.match(seen))


def written_in_line(text: str, span: Span) -> list[Span]:
    """The options in a stretch such as “(Yes / No / Don't know)” or “☐ Yes ☐ No”; else none."""
    if span.end - span.start > 600:
        return []
    if _BOX.search(text, span.start, span.end):
        return _boxed(text, span)
    return _rating(text, span) or _choices(text, span)


def _rating(text: str, span: Span) -> list[Span]:
    """The steps of “1  2  3  4  5”."""
    if not _RATING.fullmatch(text, span.start, span.end):
        return []
    return [Span(*digit.span()) for digit in _DIGITS.finditer(text, span.start, span.end)]


def _choices(text: str, span: Span) -> list[Span]:
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


def written_after_ask(text: str, span: Span) -> list[Span]:
    """The options in a stretch that comes after an ask: “None / Half a day / One day”.

    There the author's own words can be answers, where one mark alone keeps them apart.
    """
    if found := written_in_line(text, span):
        return found
    written = text[span.start : span.end].rstrip()
    if not 0 < len(written) <= _LONGEST_LINE or written.endswith("?") or "://" in written:
        return []
    if found := _in_columns(text, span):
        return found
    head = _HEAD.match(text, span.start, span.end)
    rest = Span(head.end(), span.end) if head else span
    bracketed = text[span.start] in "([" and text[span.end - 1] in ")]."
    marks = [(_SLASHES, 2), (_TIGHT_SLASHES, 3), (_SEMICOLONS, 2 if head else 3), (_DASHES, 3)]
    if head or bracketed:
        marks.append((_COMMAS, 3))
    for separator, least in marks:
        found = _between(text, rest, separator)
        if len(found) >= least:
            answers = all(_may_answer(text[one.start : one.end]) for one in found)
            return found if answers else []
    return []


def _in_columns(text: str, span: Span) -> list[Span]:
    """The answers of “Agree        Disagree        Neither”, set apart by nothing but room."""
    found = _between(text, span, _COLUMNS)
    known = sum(1 for one in found if is_choice(text[one.start : one.end]))
    short = all(_may_answer(text[one.start : one.end]) for one in found)
    return found if len(found) >= LEAST_GRADES and short and known * 2 >= len(found) else []


def graded(text: str, span: Span) -> Span | None:
    """The words before two or more boxes in a row, where nothing stands between or after those."""
    boxes = [*_BOX.finditer(text, span.start, span.end)]
    if len(boxes) < LEAST_GRADES or _BOX.sub("", text[boxes[0].start() : span.end]).strip(_TRAILS):
        return None
    statement = trimmed(text, span.start, boxes[0].start())
    return statement if statement.start < statement.end else None


def listed_at_end(text: str, span: Span) -> list[Span]:
    """The options at the end of “Choose one: a pond, a cafe or a bench.”"""
    colon = text.rfind(":", span.start, span.end)
    if colon == -1 or not offers(text[span.start : colon]):
        return []
    found = _between(text, Span(colon + 1, span.end), _COMMAS)
    short = all(_may_answer(text[one.start : one.end]) for one in found)
    return found if len(found) >= 3 and short else []


def _may_answer(text: str) -> bool:
    ends_inside = ". " in text or "? " in text or text.endswith("?")
    return len(text) <= _LONGEST_ANSWER and len(text.split()) <= _MOST_WORDS and not ends_inside


def _boxed(text: str, span: Span) -> list[Span]:
    """The answers beside boxes; words before the first box are none, unless a box ends the line."""
    found = _between(text, span, _BOX)
    boxes = [*_BOX.finditer(text, span.start, span.end)]
    before = text[span.start : boxes[0].start()].strip(_TRAILS)
    trailing = not text[boxes[-1].end() : span.end].strip(_TRAILS)
    return found[1:] if before and not trailing else found


def kind_of(text: str, options: Sequence[str], guidance: str = "") -> QuestionKind:
    """The kind that the words of the question, its options and how to answer it make it."""
    seen = plain(text[:1_000] + " " + guidance[:400])
    if words.RANKED.search(seen) and (options or seen.startswith(("rank", "please rank"))):
        return QuestionKind.RANKING
    if _are_grades(options):
        return QuestionKind.SCALE
    if words.MANY.search(seen) and options:
        return QuestionKind.MULTIPLE
    scaled = words.SCALED.search(seen) and not (options and words.ONE.search(seen))
    if scaled or (not options and words.EXTENT.search(seen)):
        return QuestionKind.SCALE
    if options:
        return QuestionKind.SINGLE
    return QuestionKind.OPEN


def lets_pick(text: str) -> bool:
    """Whether one is to pick from what follows; “Do you agree that:” leads to parts instead."""
    seen = plain(text[-400:])
    found = (words.MANY, words.ONE, words.RANKED, words.PICKS)
    return any(pattern.search(seen) for pattern in found)


def _are_grades(options: Sequence[str]) -> bool:
    """“Yes, no, sometimes” is a choice; “always, sometimes, never” is a scale."""
    bare = [_bare(option) for option in options]
    graded = [option for option in bare if words.GRADES.match(option)]
    decides = any(option in ("yes", "no") for option in bare)
    return len(options) >= 3 and len(graded) >= len(options) - 1 and not decides


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


def without_route(text: str, span: Span) -> Span:
    """An answer without “(go to 3)”, which no page that asks one thing after another needs."""
    routed = words.ROUTE_AT_END.search(text, span.start, span.end)
    return Span(span.start, routed.start()) if routed and routed.start() > span.start else span


def _option(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRAILS:
        start += 1
    while end > start and text[end - 1] in _TRAILS:
        if text[end - 1] == ")" and "(" in text[start:end]:
            break  # “Other (please specify)”
        end -= 1
    return trimmed(text, start, end)
