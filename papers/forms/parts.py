"""The parts of a paper: sections, sources, calls."""

from typing import Any, cast

from django import forms

from consultation.lib.text import excerpt
from papers.fields import LineField, MarkdownField
from papers.forms.versions import MARKDOWN, PartForm, VersionedForm, missing
from papers.models import Question, Section

LEVELS = [
    (1, "A section of the paper"),
    (2, "Under the section before it"),
    (3, "One step further down"),
]


class SectionForm(PartForm):
    title = LineField(
        label="Heading", max_length=160, error_messages=missing("Give the section a heading.")
    )
    body = MarkdownField(
        label="Text", max_length=100_000, rows=18, required=False, help_text=MARKDOWN
    )
    level = forms.TypedChoiceField(
        choices=LEVELS,
        coerce=int,
        initial=1,
        widget=forms.RadioSelect,
        help_text="How deep it stands in the contents.",
        error_messages=missing("Say how deep the section stands."),
    )


class ChangedSectionForm(SectionForm, VersionedForm):
    part_fields = ("title", "body", "level")


class QuestionOfSection(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's is bare
    """One question of the section, or none: then the section as a whole is meant."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Question.objects.none(), required=False, **kwargs)

    def offer(self, section: Section) -> None:
        self.queryset = Question.objects.filter(section=section).order_by("position")

    def label_from_instance(self, question: Question) -> str:
        return excerpt(question.text, 12)


class SourceForm(PartForm):
    title = LineField(max_length=300, error_messages=missing("Give the source a title."))
    publisher = LineField(max_length=160, required=False)
    date = LineField(max_length=40, required=False, help_text="In words, such as April 2015.")
    url = forms.URLField(
        label="Link",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Leave it empty until you have it: the draft then says “No link yet”.",
    )
    anchor = LineField(
        label="What it stands behind",
        max_length=300,
        required=False,
        help_text="The words or the figure in the text that rest on this source.",
    )
    question = QuestionOfSection(
        label="Stands with",
        empty_label="The section as a whole",
        error_messages={
            "invalid_choice": "That question is not in this section any more. Choose again."
        },
    )

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if section is not None:
            cast("QuestionOfSection", self.fields["question"]).offer(section)


class ChangedSourceForm(SourceForm, VersionedForm):
    part_fields = ("title", "publisher", "date", "url", "anchor", "question")


class CallForm(PartForm):
    audience = LineField(
        max_length=160,
        help_text="Whom you want to talk to, such as Prison governors.",
        error_messages=missing("Name the audience you want to talk to."),
    )
    text = MarkdownField(
        max_length=2_000,
        rows=5,
        help_text="What about, and how to take it up.",
        error_messages=missing("Write the text of the call."),
    )


class ChangedCallForm(CallForm, VersionedForm):
    part_fields = ("audience", "text")
