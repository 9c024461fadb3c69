"""What a reviewed import becomes: the parts of a draft paper, each within what the desk holds."""

from dataclasses import dataclass

# As the columns have it (papers.models); a test keeps the two together.
LONGEST_TITLE = 160
LONGEST_BODY = 100_000
LONGEST_ASK = 1_000
LONGEST_CONTEXT = 20_000
LONGEST_OPTION = 300
LONGEST_SOURCE = 300
LONGEST_URL = 500
LONGEST_AUDIENCE = 160
LONGEST_CALL = 2_000


@dataclass(frozen=True)
class DraftQuestion:
    """`group` names it within its import; `context` is Markdown, the rest is plain text."""

    group: str
    number: str
    kind: str
    text: str
    parts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    context: str = ""
    has_dont_know: bool = False

    @property
    def is_about_you(self) -> bool:
        return self.kind == "about_you"


@dataclass(frozen=True)
class DraftSource:
    """A cited document, `url` empty where a link is missing; `group` is the question it serves."""

    title: str
    url: str = ""
    anchor: str = ""
    group: str = ""


@dataclass(frozen=True)
class DraftSection:
    """`body` is Markdown; `level` is 1 to 3."""

    title: str
    level: int
    body: str = ""
    questions: tuple[DraftQuestion, ...] = ()
    sources: tuple[DraftSource, ...] = ()


@dataclass(frozen=True)
class DraftCall:
    audience: str
    text: str


@dataclass(frozen=True)
class DraftPaper:
    """`summary` and `contact` are Markdown; the days are ISO, or as written where unreadable.

    `bare_headings` are those under which nothing was left: their text is a detail now.
    """

    title: str
    author: str
    date: str
    closes_on: str
    summary: str
    contact: str
    sections: tuple[DraftSection, ...]
    calls: tuple[DraftCall, ...]
    bare_headings: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[DraftQuestion, ...]:
        return tuple(question for section in self.sections for question in section.questions)
