"""Items that run on within one text: “If there were a scheme: (1) when…; (2) who…?”"""

import re

from papers.importing.interpreting.sentences import Span, trimmed

_MARK = re.compile(
    r"(?:^|(?<=\s))(?:\((?P<in>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?P<out>\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LEAST = 2


def enumerated(text: str, span: Span) -> list[Span]:
    """Each item with its mark, where marks count on from the first; none where they do not.

    The marks open the stretch, or follow a colon or a question: “whether (a) x or (b) y” is one
    ask.
    """
    marks = [*_MARK.finditer(text, span.start, span.end)]
    if len(marks) < _LEAST:
        return []
    before = text[span.start : marks[0].start()].rstrip()
    if before and not before.endswith((":", "?")):
        return []
    counted = _counted(marks)
    if len(counted) < _LEAST:
        return []
    ends = [*(mark.start() for mark in counted[1:]), span.end]
    return [trimmed(text, mark.start(), end) for mark, end in zip(counted, ends, strict=True)]


def _counted(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    counted = [marks[0]]
    for mark in marks[1:]:
        if _written(mark) == _next(_written(counted[-1])):
            counted.append(mark)
    return counted if _written(counted[0]) in ("1", "a", "i") else []


def _written(mark: re.Match[str]) -> str:
    return mark["in"] or mark["out"]


def _next(written: str) -> str:
    if written.isdigit():
        return str(int(written) + 1)
    if written in _ROMAN[:-1] and written != "v":
        return _ROMAN[_ROMAN.index(written) + 1]
    return chr(ord(written[0]) + 1) if len(written) == 1 else ""
