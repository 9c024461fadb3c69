"""What a reader sees of a paper, as frozen values: the same from an edition and from a draft.

Editions are kept for ever, so `from_json` reads those of every earlier version: what a version did
not know has a default here.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.safestring import SafeString, mark_safe

from papers.models import Question


def _known(shape: type, data: dict[str, Any]) -> dict[str, Any]:
    """Keep what the shape has a place for."""
    names = {field.name for field in fields(shape)}
    return {name: value for name, value in data.items() if name in names}


def _safe(html: str) -> SafeString:
    """Edition HTML was made by `render_prose` at publishing and cannot be changed since."""
    return mark_safe(html)  # noqa: S308


@dataclass(frozen=True)
class SourceContent:
    """A cited document; without a `url` it is a slot that nobody has filled yet."""

    title: str
    publisher: str
    date: str
    url: str
    anchor: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**_known(cls, data))


@dataclass(frozen=True)
class QuestionContent:
    """One ask; `wording` is the number of its Wording, 0 in a preview."""

    id: int
    number: int
    kind: str
    text: str
    context: str
    context_html: str
    parts: tuple[str, ...]
    wording: int
    options: tuple[str, ...] = ()
    has_dont_know: bool = False
    help_text: str = ""
    is_required: bool = False
    word_limit: int | None = None
    is_retired: bool = False
    retired_reason: str = ""
    sources: tuple[SourceContent, ...] = ()

    @property
    def is_recommendation(self) -> bool:
        return self.kind == Question.Kind.RECOMMENDATION

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        known = _known(cls, data)
        return cls(
            **{
                **known,
                "context_html": _safe(data["context_html"]),
                "parts": tuple(data["parts"]),
                "options": tuple(data.get("options", ())),
                "sources": _sources(data),
            }
        )


@dataclass(frozen=True)
class SectionContent:
    """A headed part; `level` is 1, or 2 and 3 for what stands under another."""

    title: str
    body: str
    body_html: str
    questions: tuple[QuestionContent, ...]
    sources: tuple[SourceContent, ...]
    level: int = 1

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            title=data["title"],
            body=data["body"],
            body_html=_safe(data["body_html"]),
            questions=tuple(QuestionContent.from_json(asked) for asked in data["questions"]),
            sources=_sources(data),
            level=data.get("level", 1),
        )


def _sources(data: dict[str, Any]) -> tuple[SourceContent, ...]:
    return tuple(SourceContent.from_json(source) for source in data.get("sources", ()))


@dataclass(frozen=True)
class CallContent:
    audience: str
    text: str
    html: str


@dataclass(frozen=True)
class AttachmentContent:
    """A file to download; `size` in bytes."""

    public_id: str
    title: str
    file_name: str
    content_type: str
    size: int


@dataclass(frozen=True)
class CoverContent:
    public_id: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class PaperContent:
    """Everything that stands on a paper's page and does not change with time or answers."""

    title: str
    summary: str
    summary_html: str
    author: str
    topics: tuple[str, ...]
    contact_html: str
    next_steps_html: str
    sections: tuple[SectionContent, ...]
    calls: tuple[CallContent, ...]
    audience_html: str = ""
    open_to_change_html: str = ""
    attachments: tuple[AttachmentContent, ...] = ()
    cover: CoverContent | None = None

    @property
    def questions(self) -> tuple[QuestionContent, ...]:
        """Every question in reading order, the retired ones among them."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def asked(self) -> tuple[QuestionContent, ...]:
        """The questions that are still asked, in reading order."""
        return tuple(question for question in self.questions if not question.is_retired)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        cover = data.get("cover")
        html = {name: _safe(value) for name, value in data.items() if name.endswith("_html")}
        return cls(
            **{
                **_known(cls, data),
                **html,
                "topics": tuple(data["topics"]),
                "sections": tuple(SectionContent.from_json(part) for part in data["sections"]),
                "calls": tuple(
                    CallContent(call["audience"], call["text"], _safe(call["html"]))
                    for call in data["calls"]
                ),
                "attachments": tuple(
                    AttachmentContent(**_known(AttachmentContent, file))
                    for file in data.get("attachments", ())
                ),
                "cover": CoverContent(**_known(CoverContent, cover)) if cover else None,
            }
        )
