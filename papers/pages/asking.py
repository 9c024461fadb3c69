"""Small words about an ask: how it is answered, and in which language it stands."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from papers.content import QuestionContent
from papers.models import Question

# How the answer is given, as the card says it.
HOW_TO_ANSWER: Final = {
    Question.Kind.SINGLE: "Choose one",
    Question.Kind.MULTIPLE: "Choose all that apply",
    Question.Kind.SCALE: "Choose a step on the scale",
    Question.Kind.RANKING: "Put in order",
}


def lang_attribute(language: str) -> SafeString:
    """Return `lang="cy"` for words that are not in the page's own language."""
    return format_html('lang="{}"', language) if language != "en" else SafeString("")


def how_to_answer(question: QuestionContent) -> str:
    """How to answer, in words: “Choose one, up to 200 words”; empty when there is no rule."""
    rules = [HOW_TO_ANSWER.get(Question.Kind(question.kind), "")]
    if question.word_limit:
        rules.append(f"up to {question.word_limit:,} words")
    said = ", ".join(rule for rule in rules if rule)
    return said[:1].upper() + said[1:]
