"""Texts that are longer than their place on the desk: shortened there, and whole beside it."""

from dataclasses import replace

from papers.importing.drafts import (
    LONGEST_ASK,
    LONGEST_BODY,
    LONGEST_CONTEXT,
    LONGEST_OPTION,
    LONGEST_TITLE,
    DraftQuestion,
    DraftSection,
)
from papers.importing.markup import escaped

_CONTINUED = " (continued)"


def shortened(text: str, longest: int) -> str:
    """The text, or its first words and “…” where it is longer."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at_word = cut.rsplit(None, 1)[0] if " " in cut[longest // 2 :] else cut
    return f"{at_word.rstrip(' ,;:.–-')}…"


def fit_question(question: DraftQuestion) -> tuple[DraftQuestion, str]:
    """The question within its limits, and the context that it has no room for."""
    long_ones = [text for text in (question.text, *question.parts) if len(text) > LONGEST_ASK]
    long_ones += [option for option in question.options if len(option) > LONGEST_OPTION]
    context = "\n\n".join([*(escaped(text) for text in long_ones), question.context]).strip()
    kept, left = _cut(context, LONGEST_CONTEXT)
    fitted = replace(
        question,
        text=shortened(question.text, LONGEST_ASK),
        parts=tuple(shortened(part, LONGEST_ASK) for part in question.parts),
        options=tuple(shortened(option, LONGEST_OPTION) for option in question.options),
        context=kept,
    )
    return fitted, left


def fit_section(section: DraftSection) -> list[DraftSection]:
    """The section, or as many as its text needs; its questions stand with the last."""
    title, body = section.title, section.body
    if len(title) > LONGEST_TITLE:
        body = f"**{escaped(title)}**\n\n{body}".strip()
        title = shortened(title, LONGEST_TITLE)
    kept, left = _cut(body, LONGEST_BODY)
    if not left:
        return [replace(section, title=title, body=kept)]
    first = DraftSection(title, section.level, kept, sources=section.sources)
    name = shortened(title.removesuffix(_CONTINUED), LONGEST_TITLE - len(_CONTINUED)) + _CONTINUED
    return [first, *fit_section(replace(section, title=name, body=left, sources=()))]


def _cut(text: str, longest: int) -> tuple[str, str]:
    """Cut between paragraphs where that is possible, else between words."""
    if len(text) <= longest:
        return text, ""
    at = max(text.rfind("\n\n", 0, longest), 0) or max(text.rfind(" ", 0, longest), 0) or longest
    return text[:at].rstrip(), text[at:].lstrip()
