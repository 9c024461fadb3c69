"""Kinds and options that fit each other: a kind that lacks its options is an open question."""

import re
from dataclasses import replace

from papers.importing.drafts import DraftQuestion
from papers.importing.markup import escaped

FEWEST, MOST, MOST_STEPS = 2, 30, 11
_CHOOSING = frozenset({"single", "multiple", "scale", "ranking"})
_DONT_KNOW = re.compile(r"(?:i )?don[’']?t know[ .]*", re.IGNORECASE)
_STEPS = re.compile(r"\bscale (?:of|from) (\d{1,2}) ?(?:to|–|-) ?(\d{1,2})\b", re.IGNORECASE)


def fit_options(question: DraftQuestion) -> DraftQuestion:
    """The question with options that its kind can have; what it cannot is kept as context."""
    options = tuple(_once(question.options))
    if question.kind == "scale" and not options:
        options = _steps(question.text)
    if question.kind not in (*_CHOOSING, "about_you"):
        return _as_open(question, options)
    most = MOST_STEPS if question.kind == "scale" else MOST
    if question.kind == "about_you":
        return replace(question, options=options)
    chosen = tuple(option for option in options if not _DONT_KNOW.fullmatch(option))
    if FEWEST <= len(chosen) <= most:
        # The desk has a box for it: “Don’t know” is no step of a scale.
        return replace(question, options=chosen, has_dont_know=chosen != options)
    return _as_open(question, options)


def _as_open(question: DraftQuestion, options: tuple[str, ...]) -> DraftQuestion:
    listed = "\n".join(f"- {escaped(option)}" for option in options)
    context = "\n\n".join(filter(None, [question.context, listed]))
    return replace(question, kind="open", options=(), context=context)


def _once(options: tuple[str, ...]) -> list[str]:
    return list({option.casefold(): option for option in reversed(options) if option}.values())[
        ::-1
    ]


def _steps(text: str) -> tuple[str, ...]:
    """“On a scale of 1 to 5” names its steps by its ends."""
    found = _STEPS.search(text)
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    return tuple(str(step) for step in range(first, last + 1)) if 0 < last - first < 11 else ()
