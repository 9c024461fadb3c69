"""A question of any kind; each kind has fields of its own, which a script hides for the others."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from papers.actions import KindFixedError
from papers.fields import LineField, ListField, MarkdownField, ProseField
from papers.forms.versions import MARKDOWN, PartForm, VersionedForm, missing
from papers.models import Question
from papers.options import (
    KINDS_WITH_DONT_KNOW,
    KINDS_WITH_OPTIONS,
    LONGEST,
    MOST,
    MOST_STEPS,
    fault_of_options,
    says_dont_know,
)

FEWEST_WORDS: Final = 10
MOST_WORDS: Final = 5_000
DONT_KNOW_TWICE: Final = (
    "“Don’t know” would be offered twice. Take it out of the options, or untick the box below."
)
SHOWN_TO_READERS: Final = (
    "Readers see it beside the question, with the answers it had. "
    "Such as: The law has changed since."
)


def _for_kinds(kinds: Iterable[str]) -> dict[str, str]:
    """Name the kinds a field counts for, for the script `kind-fields`."""
    return {"data-kinds": " ".join(kinds)}


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
    options = ListField(
        most=MOST,
        longest=LONGEST,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 5, "data-needed": "", **_for_kinds(KINDS_WITH_OPTIONS)}
        ),
        help_text="For a question to choose from, a scale, or things to put in order. "
        f"One a line, at least two; a scale has at most {MOST_STEPS} steps, "
        "from one end to the other.",
    )
    has_dont_know = forms.BooleanField(
        label="People may answer “Don’t know”",
        required=False,
        widget=forms.CheckboxInput(attrs=_for_kinds(KINDS_WITH_DONT_KNOW)),
        help_text="For every kind but an open question.",
    )
    help_text = ProseField(
        label="How to answer",
        max_length=1_000,
        rows=2,
        required=False,
        help_text="A hint beside the answer, such as: Count the last twelve months.",
    )
    parts = ListField(
        label="Further asks",
        most=20,
        longest=1_000,
        required=False,
        help_text="What else you would like to hear in the same answer, one a line.",
    )
    context = MarkdownField(
        label="Why you ask", max_length=20_000, rows=8, required=False, help_text=MARKDOWN
    )
    is_required = forms.BooleanField(
        label="A formal answer cannot be sent without it",
        required=False,
        help_text="Keep it for what you cannot do without: people leave forms that insist.",
    )
    word_limit = forms.IntegerField(
        label="Most words in an answer",
        required=False,
        min_value=FEWEST_WORDS,
        max_value=MOST_WORDS,
        help_text=f"Between {FEWEST_WORDS} and {MOST_WORDS:,}. Leave it empty for no limit.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind", "")
        if kind and "options" in cleaned and (fault := fault_of_options(kind, cleaned["options"])):
            self.add_error("options", fault)
        if kind and kind not in KINDS_WITH_DONT_KNOW:
            cleaned["has_dont_know"] = False
        if cleaned.get("has_dont_know") and says_dont_know(cleaned.get("options", ())):
            self.add_error("options", DONT_KNOW_TWICE)
        return cleaned


class ChangedQuestionForm(QuestionForm, VersionedForm):
    """A question that is there; its kind is fixed once it has answers."""

    part_fields = (
        "kind", "text", "options", "has_dont_know", "help_text", "parts", "context",
        "is_required", "word_limit",
    )  # fmt: skip

    def __init__(self, *args: Any, is_answered: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_answered:
            kind, options = self.fields["kind"], self.fields["options"]
            kind.disabled = True
            kind.help_text = "Fixed since the question has answers."
            options.help_text = (
                f"{options.help_text} Answers already given keep the options they had."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # It was answered after the form was opened: a choice that no longer counts is not ignored.
        if (
            self.fields["kind"].disabled
            and self.data.get("kind", self.initial["kind"]) != (self.initial["kind"])
        ):
            self.add_error("kind", str(KindFixedError()))
        return cleaned


class RetireForm(PartForm):
    """Why a question is asked no more."""

    reason = LineField(
        label="Why it is asked no more",
        max_length=300,
        help_text=SHOWN_TO_READERS,
        error_messages=missing("Say why the question is asked no more."),
    )


class ReplaceQuestionForm(QuestionForm, RetireForm):
    """A new question in the place of one that was asked."""

    field_order = ("reason",)
