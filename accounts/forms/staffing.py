"""What leads type about people's rights, and what a suspended person types back."""

from django import forms

from consultation.lib.text import StorableText, is_blank, normalise


class WordsField(forms.CharField):
    """A few paragraphs that another person reads as they stand; measured as they are stored."""

    def __init__(self, *, label: str, hint: str, missing: str, longest: int, rows: int = 5) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=longest,
            validators=[StorableText()],
            error_messages={"required": missing},
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def to_python(self, value: object) -> str:
        words = normalise(super().to_python(value) or "")
        return "" if is_blank(words) else words


class SuspendForm(forms.Form):
    reason = WordsField(
        label="The reason",
        hint="It is quoted to the person, by mail and on their page. Name the house rule, and what "
        "they did.",
        missing="Say why: the person is told the reason in your words.",
        longest=1_000,
    )


class LiftForm(forms.Form):
    words = WordsField(
        label="Words to the person",
        hint="Sent by mail, and kept on their page.",
        missing="Write a sentence to the person: why the suspension ends.",
        longest=1_000,
    )


class AnswerForm(forms.Form):
    """A lead's answer to an appeal: the suspension ends or stays, with words."""

    LIFT, UPHOLD = "lift", "uphold"

    verdict = forms.ChoiceField(
        label="The suspension",
        choices=[
            (LIFT, "It ends: they can take part again"),
            (UPHOLD, "It stays: there is no second appeal"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the suspension ends or stays."},
    )
    words = WordsField(
        label="Words to the person",
        hint="Sent by mail, and kept on their page. Answer what they wrote.",
        missing="Answer in words: the person is owed a reason.",
        longest=1_000,
    )


class AppealForm(forms.Form):
    words = WordsField(
        label="Why the suspension should end",
        hint="You can appeal once. Say what was misunderstood, or what you would do differently.",
        missing="Write why the suspension should end, then send it.",
        longest=2_000,
        rows=8,
    )


class PublishRulesForm(forms.Form):
    """A new version of the house rules, in the site's small Markdown."""

    body = WordsField(
        label="The house rules",
        hint="Leave a line empty between paragraphs; begin the lines of a list with “- ”.",
        missing="Write the rules. To leave them as they are, go back.",
        longest=5_000,
        rows=18,
    )
    # The version that was read before the change was typed.
    replaces = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(["required", "invalid"], "Open this page again."),
    )
