"""A document to read in, and what its review is confirmed with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from consultation.lib.clock import LONDON
from papers.actions import QuestionChoice
from papers.fields import DayField, LineField, ListField, ProseField
from papers.forms.versions import MARKDOWN, PartForm, missing
from papers.importing.drafts import DraftPaper, DraftQuestion
from papers.importing.limits import LARGEST_FILE, MEGABYTE
from papers.importing.reading import refuse_large
from papers.importing.refusals import DocumentRefusedError
from papers.models import Paper, Question
from papers.options import LONGEST, MOST, fault_of_options
from papers.reviewing import Show

# A form without files may hold 2.5 MB; these stay within it in any alphabet.
MOST_PASTED: Final = 800_000
FORMATS: Final = ".docx,.odt,.pdf,.html,.htm,.md,.txt"
PASTED_NAME: Final = "Pasted text"
CLOSES: Final = time(17)


class PastedField(forms.CharField):
    """Text from anywhere: what cannot be kept of it is replaced later, not refused here."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # `maxlength` would cut a pasted text without a word; the error says it instead.
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class ImportForm(PartForm):
    """A file, or pasted text: one of the two."""

    file = forms.FileField(
        label="A file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": FORMATS}),
        help_text=f"Word (.docx), OpenDocument (.odt), PDF with text in it, HTML, Markdown or "
        f"plain text, up to {LARGEST_FILE // MEGABYTE} MB.",
    )
    text = PastedField(
        label="Or the text itself",
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"Pasted from anywhere, up to {MOST_PASTED:,} characters, which is about "
        "130,000 words.",
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None:
            try:
                refuse_large(file.size or 0)
            except DocumentRefusedError as refusal:
                raise ValidationError(str(refusal)) from None
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if not self.errors and not file and not text:
            self.add_error("file", "Choose a file, or paste the text below.")
        elif file and text:
            self.add_error("text", "Send the file or the text, not both: empty one of them.")
        return cleaned

    def document(self) -> tuple[bytes, str, str]:
        """Return the bytes, the name that tells their format, and the name to show."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return self.cleaned_data["text"].encode(), "pasted", PASTED_NAME
        return file.read(LARGEST_FILE + 1), file.name or "", file.name or "A file"


class ReviewQuery:
    """Which page of a review is asked for; what is no number or no filter asks for the first."""

    def __init__(self, query: QueryDict) -> None:
        show, number = query.get("show", ""), query.get("page", "")
        self.show = Show(show) if show in set(Show) else Show.ALL
        self.number = int(number) if number.isascii() and number.isdigit() else 0
        self.at = query.get("at", "")

    def with_piece(self, key: str) -> str:
        """The query of the page that has the piece, wherever a change has brought it."""
        return f"?{urlencode({'show': self.show.value, 'at': key})}"


@dataclass(frozen=True)
class AskedQuestion:
    """An imported question with the fields that are about it alone."""

    question: DraftQuestion
    place: int
    keep: forms.BoundField | None
    kind: forms.BoundField
    options: forms.BoundField


class ConfirmImportForm(PartForm):
    """The details of the paper to be, and the kind and the options of each question found."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    title = LineField(max_length=160, error_messages=missing("Give the paper a title."))
    kind = forms.ChoiceField(
        label="What it is",
        choices=Paper.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the kind of paper."),
    )
    author = LineField(max_length=160, required=False)
    dated_on = DayField(
        label="Date",
        required=False,
        help_text="The date that the document bears. Needed for a formal submission.",
    )
    summary = ProseField(
        max_length=2_000, rows=6, required=False, help_text=f"Three to five lines. {MARKDOWN}"
    )
    closes_on = DayField(
        label="Closing date",
        required=False,
        help_text="Until 5 pm on that day. You can change it before you publish.",
    )
    contact = ProseField(
        max_length=2_000, rows=4, required=False, help_text="Who readers can write to, by role."
    )

    def __init__(self, *args: Any, drafted: DraftPaper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafted = drafted
        for place, question in enumerate(self.asked(), start=1):
            self._add_fields_of(question, place)

    @classmethod
    def initial_of(cls, drafted: DraftPaper, *, version: int, today: date) -> dict[str, Any]:
        closes_on = day_of(drafted.closes_on)
        asks = any(not question.is_about_you for question in drafted.questions)
        return {
            "version": version,
            "title": drafted.title,
            "kind": Paper.Kind.DISCUSSION if asks else Paper.Kind.SUBMISSION,
            "author": drafted.author,
            "dated_on": day_of(drafted.date),
            "summary": drafted.summary,
            # A day that has passed is no proposal; the page names it in words.
            "closes_on": closes_on if closes_on and closes_on > today else None,
            "contact": drafted.contact,
        }

    def asked(self) -> list[DraftQuestion]:
        """The questions whose kind can be chosen: a recommendation is one as it is."""
        return [
            question for question in self.drafted.questions if question.kind != "recommendation"
        ]

    @property
    def questions(self) -> list[AskedQuestion]:
        return [one for one in self._of_questions() if not one.question.is_about_you]

    @property
    def about_you(self) -> list[AskedQuestion]:
        return [one for one in self._of_questions() if one.question.is_about_you]

    @property
    def details(self) -> list[forms.BoundField]:
        names = ("title", "kind", "author", "dated_on", "summary", "closes_on", "contact")
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.asked():
            kind, options = (
                cleaned.get(f"{name}-{question.group}") for name in ("kind", "options")
            )
            if kind is None or options is None or not self._keeps(question):
                continue
            if fault := fault_of_options(kind, options):
                self.add_error(f"options-{question.group}", fault)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "expected_version": cleaned["version"],
            **{name: cleaned[name] for name in ("title", "kind", "author", "summary", "contact")},
            "dated_on": cleaned["dated_on"],
            "closes_at": end_of(cleaned["closes_on"]),
            "choices": {question.group: self._choice(question) for question in self.asked()},
        }

    def _add_fields_of(self, question: DraftQuestion, place: int) -> None:
        group = question.group
        if question.is_about_you:
            self.fields[f"keep-{group}"] = forms.BooleanField(
                label=f"Keep question {place} in the paper", required=False
            )
        kinds = [choice for choice in Question.Kind.choices if choice[0] != "recommendation"]
        about = "single" if question.options else "open"
        self.fields[f"kind-{group}"] = forms.ChoiceField(
            label=f"Kind of question {place}",
            choices=kinds,
            initial=about if question.is_about_you else question.kind,
            error_messages=missing("Choose the kind of question."),
        )
        self.fields[f"options-{group}"] = ListField(
            label=f"Options of question {place}",
            most=MOST,
            longest=LONGEST,
            rows=min(max(len(question.options), 2), 8),
            required=False,
            initial="\n".join(question.options),
            help_text="One a line.",
        )

    def _of_questions(self) -> Iterable[AskedQuestion]:
        for place, question in enumerate(self.asked(), start=1):
            keep = f"keep-{question.group}"
            yield AskedQuestion(
                question,
                place,
                self[keep] if keep in self.fields else None,
                self[f"kind-{question.group}"],
                self[f"options-{question.group}"],
            )

    def _keeps(self, question: DraftQuestion) -> bool:
        return bool(self.cleaned_data.get(f"keep-{question.group}", not question.is_about_you))

    def _choice(self, question: DraftQuestion) -> QuestionChoice:
        return QuestionChoice(
            kind=self.cleaned_data[f"kind-{question.group}"],
            options=tuple(self.cleaned_data[f"options-{question.group}"]),
            is_kept=self._keeps(question),
        )


def day_of(written: str) -> date | None:
    """The day of an ISO date; None for a month alone, or for words."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def end_of(day: date | None) -> datetime | None:
    """Five o'clock in London on that day, when offices close."""
    return datetime.combine(day, CLOSES, tzinfo=LONDON) if day else None
