"""What may be chosen in answer to a question, what may not, and a choice in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from consultation.lib.text import count_words, is_blank
from papers.content import QuestionContent
from papers.options import AGREEMENT, KINDS_WITH_DONT_KNOW, choices_offered, takes_options

RANKING: Final = "ranking"
SCALE: Final = "scale"
KINDS_OF_SEVERAL: Final = ("multiple", RANKING)
DONT_KNOW: Final = "Don’t know"

NOTHING_WRITTEN: Final = "Write your response first. Two sentences are enough."
NOTHING_SAID: Final = "Choose an answer first, or write one below."
NOT_OFFERED: Final = "Choose from what is offered here."
ONE_ONLY: Final = "Choose one only."
TWO_MINDS: Final = "You chose “Don’t know” and something else: keep one of them."


@dataclass(frozen=True)
class Choice:
    """What one answer chose: places in the options; of a ranking, the first place first."""

    places: tuple[int, ...] = ()
    is_dont_know: bool = False

    def __bool__(self) -> bool:
        return bool(self.places) or self.is_dont_know

    def as_columns(self) -> dict[str, object]:
        """Return how a row stores it."""
        return {"choices": list(self.places), "says_dont_know": self.is_dont_know}


NO_CHOICE: Final = Choice()


@dataclass(frozen=True)
class Ask:
    """How one wording of a question can be answered; to reply, nothing can be chosen."""

    kind: str = "open"
    options: tuple[str, ...] = ()
    has_dont_know: bool = False
    word_limit: int | None = None
    language: str = "en"
    help_text: str = ""

    @classmethod
    def of(
        cls, question: QuestionContent, options: Sequence[str] | None = None, language: str = "en"
    ) -> Self:
        """Return how it is answered, with the options of the wording that its author read.

        The kind and the rest are those of the current edition: a kind is fixed once it has answers.
        """
        asked = question.options if options is None else options
        # Words from before the kind was changed have options that are none now.
        is_older = bool(asked) and not takes_options(question.kind)
        offered = () if is_older else choices_offered(question.kind, asked)
        return cls(
            kind=question.kind,
            options=offered,
            has_dont_know=bool(offered)
            and question.has_dont_know
            and question.kind in KINDS_WITH_DONT_KNOW,
            word_limit=question.word_limit,
            language=language,
            help_text=question.help_text,
        )


def carried(choice: Choice, before: Sequence[str], after: Sequence[str]) -> Choice:
    """Return the same choice among other options, by their words; what is gone is not chosen."""
    if tuple(before) == tuple(after):
        return choice
    places = {option: place for place, option in enumerate(after)}
    chosen = [before[place] for place in choice.places if place < len(before)]
    kept = tuple(places[option] for option in chosen if option in places)
    return Choice(kept, choice.is_dont_know)


REPLY: Final = Ask()


def fault_of_answer(ask: Ask, choice: Choice, body: str) -> str:
    """Say in a sentence why this cannot be an answer; empty when it can."""
    if not choice and is_blank(body):
        return NOTHING_SAID if ask.options else NOTHING_WRITTEN
    return fault_of_choice(ask, choice) or fault_of_words(ask, body)


def fault_of_choice(ask: Ask, choice: Choice) -> str:
    """Say why this cannot be chosen; empty when it can."""
    if choice.is_dont_know and choice.places:
        return TWO_MINDS
    if choice.is_dont_know and not ask.has_dont_know:
        return NOT_OFFERED
    if len(set(choice.places)) < len(choice.places):
        return NOT_OFFERED
    if any(not 0 <= place < len(ask.options) for place in choice.places):
        return NOT_OFFERED
    if len(choice.places) > 1 and ask.kind not in KINDS_OF_SEVERAL:
        return ONE_ONLY
    return ""


def fault_of_words(ask: Ask, body: str) -> str:
    """Say by how much the words pass the question's limit; empty when they do not."""
    over = count_words(body) - ask.word_limit if ask.word_limit else 0
    if over <= 0:
        return ""
    return (
        f"This is {over:,} word{'s' if over > 1 else ''} too long; "
        f"the most is {ask.word_limit:,}. Your text is kept below: shorten it."
    )


@dataclass(frozen=True)
class Chosen:
    """A choice as people read it; `lang` is set where the texts are not in the page's language."""

    how: str
    texts: tuple[str, ...]
    is_ordered: bool = False
    beside: str = ""
    lang: str = ""

    @property
    def in_words(self) -> str:
        """On one line: “Chose: Agree”, “Put in order: 1. Housing; 2. Work”."""
        numbered = self.numbered if self.is_ordered else self.texts
        return f"{self.how}: {'; '.join(numbered)}{f' ({self.beside})' if self.beside else ''}"

    @property
    def numbered(self) -> tuple[str, ...]:
        """The texts of a ranking, each with its place."""
        return tuple(f"{place}. {text}" for place, text in enumerate(self.texts, start=1))


def in_words(
    choice: Choice, *, options: Sequence[str], kind: str, language: str = "en"
) -> Chosen | None:
    """Return what was chosen from the options of the answer's own wording; None for words alone.

    A wording without options was a recommendation's. An answer to one from before agreement could
    be chosen is read as what it is: words.
    """
    if choice.is_dont_know:
        return Chosen("Chose", (DONT_KNOW,))
    offered = options or AGREEMENT
    texts = tuple(offered[place] for place in choice.places if place < len(offered))
    if not texts:
        return None
    is_ordered = kind == RANKING
    return Chosen(
        how="Put in order" if is_ordered else "Chose",
        texts=texts,
        is_ordered=is_ordered,
        beside=f"from {offered[0]} to {offered[-1]}" if kind == SCALE else "",
        lang=language if options and language != "en" else "",
    )


def first_words(chosen: Chosen | None, excerpt: str) -> str:
    """Return a choice and the beginning of the words with it, where there is one line for both."""
    if chosen is None:
        return excerpt
    return f"{chosen.in_words}. {excerpt}".rstrip()
