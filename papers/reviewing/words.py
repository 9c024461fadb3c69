"""The words of the review page: what each piece can be, and how that is said."""

from enum import StrEnum
from typing import Final

from papers.importing.pieces import Role
from papers.importing.revising import Change

ROLE_WORDS: Final = {
    Role.TITLE: "Title",
    Role.AUTHOR: "Author",
    Role.DATE: "Date",
    Role.SUMMARY: "Summary",
    Role.HEADING: "Heading",
    Role.PROSE: "Text",
    Role.LIST_ITEM: "List item",
    Role.QUOTE: "Quotation",
    Role.TABLE: "Table",
    Role.FIGURE: "Figure",
    Role.NOTE: "Footnote",
    Role.QUESTION_LABEL: "Question’s number",
    Role.QUESTION: "Question",
    Role.PART_LABEL: "Label of a further ask",
    Role.PART: "Further ask",
    Role.OPTION: "Option",
    Role.CONTEXT: "Context",
    Role.REPEATED_QUESTION: "Question asked before",
    Role.RECOMMENDATION_LABEL: "Recommendation’s number",
    Role.RECOMMENDATION: "Recommendation",
    Role.CALL: "Call for conversations",
    Role.CALL_AUDIENCE: "Audience of a call",
    Role.HOW_TO_RESPOND: "How to respond",
    Role.CONTACT: "Contact",
    Role.CLOSING_DATE: "Closing date",
    Role.FURNITURE: "Left out",
}
KIND_WORDS: Final = {
    "open": "answered in words",
    "single": "choose one",
    "multiple": "choose all that apply",
    "scale": "a scale",
    "ranking": "put in order",
    "about_you": "about the reader",
}
OUT: Final = frozenset({Role.FURNITURE, Role.REPEATED_QUESTION})
LABELS: Final = frozenset({Role.QUESTION_LABEL, Role.PART_LABEL, Role.RECOMMENDATION_LABEL})
TEXT: Final = frozenset({Role.PROSE, Role.LIST_ITEM, Role.QUOTE, Role.TABLE, Role.HOW_TO_RESPOND})
ASKING: Final = frozenset(
    {Role.QUESTION, Role.PART, Role.OPTION, Role.CONTEXT, Role.QUESTION_LABEL, Role.PART_LABEL}
)


# What the page offers for every piece, and the key that does it.
OFFERED: Final = (
    (Role.QUESTION, "Question", "q"),
    (Role.PART, "Further ask", "a"),
    (Role.OPTION, "Option", "o"),
    (Role.CONTEXT, "Context of a question", "c"),
    (Role.QUESTION_LABEL, "Number of a question", ""),
    (Role.RECOMMENDATION, "Recommendation", "r"),
    (Role.PROSE, "Text", "p"),
    (Role.HEADING, "Heading", "h"),
    (Role.TITLE, "Title of the paper", ""),
    (Role.SUMMARY, "Summary", ""),
    (Role.AUTHOR, "Author", ""),
    (Role.DATE, "Date", ""),
    (Role.CLOSING_DATE, "Closing date", ""),
    (Role.CONTACT, "Contact", ""),
    (Role.CALL, "Call for conversations", ""),
    (Role.CALL_AUDIENCE, "Audience of a call", ""),
    (Role.FURNITURE, "Leave out", "x"),
)


class Show(StrEnum):
    """Which pieces the page lists."""

    ALL = "all"
    LOOK = "look"
    QUESTIONS = "questions"
    OUT = "out"


SHOW_WORDS: Final = {
    Show.ALL: "Everything",
    Show.LOOK: "Needs a look",
    Show.QUESTIONS: "Questions",
    Show.OUT: "Left out",
}


def deed_in_words(change: Change) -> str:
    """What a button says that sends this change."""
    if change.deed == "role":
        return ROLE_WORDS[change.value]
    if change.deed == "kind":
        return KIND_WORDS[change.value]
    if change.deed == "level":
        return f"Level {change.value}"
    return {"split": "Split", "join": "Join with the next"}.get(change.deed, f"Move {change.value}")
