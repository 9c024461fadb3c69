"""The parts of a paper: sections, questions, sources, calls."""

from django import forms

from papers.fields import LineField, ListField, ProseField
from papers.forms.versions import MARKDOWN, PartForm, VersionedForm, missing
from papers.models import Question


class SectionForm(PartForm):
    title = LineField(
        label="Heading", max_length=160, error_messages=missing("Give the section a heading.")
    )
    body = ProseField(label="Text", max_length=100_000, rows=18, required=False, help_text=MARKDOWN)


class ChangedSectionForm(SectionForm, VersionedForm):
    part_fields = ("title", "body")


class QuestionForm(PartForm):
    kind = forms.ChoiceField(
        choices=Question.Kind.choices,
        initial=Question.Kind.OPEN,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the kind of question."),
    )
    text = ProseField(
        label="The ask",
        max_length=1_000,
        rows=3,
        help_text="One clear question.",
        error_messages=missing("Write what the question asks."),
    )
    parts = ListField(
        label="Further asks",
        most=20,
        longest=1_000,
        required=False,
        help_text="What else you would like to hear in the same answer, one a line.",
    )
    context = ProseField(
        label="Why you ask", max_length=20_000, rows=8, required=False, help_text=MARKDOWN
    )


class ChangedQuestionForm(QuestionForm, VersionedForm):
    part_fields = ("kind", "text", "parts", "context")


class SourceForm(PartForm):
    title = LineField(max_length=300, error_messages=missing("Give the source a title."))
    publisher = LineField(max_length=160, required=False)
    date = LineField(max_length=40, required=False, help_text="In words, such as April 2015.")
    url = forms.URLField(label="Link", max_length=500, required=False, assume_scheme="https")


class CallForm(PartForm):
    audience = LineField(
        max_length=160,
        help_text="Whom you want to talk to, such as Prison governors.",
        error_messages=missing("Name the audience you want to talk to."),
    )
    text = ProseField(
        max_length=2_000,
        rows=5,
        help_text="What about, and how to take it up.",
        error_messages=missing("Write the text of the call."),
    )
