"""A paper and its translation."""

from collections.abc import Iterable
from typing import Any, Final, cast

from django import forms

from consultation.lib.text import excerpt
from papers.fields import LineField
from papers.forms.versions import PartForm, missing
from papers.models import Question

PARTS: Final = [("paper", ""), ("section", ""), ("question", ""), ("call", "")]


class TranslateForm(PartForm):
    title = LineField(
        label="Title in the other language",
        max_length=160,
        error_messages=missing("Give the translation its title."),
    )


class QuestionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's is bare
    """One question, by its first words."""

    def label_from_instance(self, question: Question) -> str:
        return excerpt(question.text, 40)


class TieForm(PartForm):
    """Which question of the translation belongs to a question of the original."""

    question = QuestionField(
        queryset=Question.objects.none(),
        label="Its translation",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the question that translates it."),
    )

    def __init__(self, *args: Any, offered: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [question.pk for question in offered]
        questions = Question.objects.filter(pk__in=pks).order_by("section__position", "position")
        cast("QuestionField", self.fields["question"]).queryset = questions


class ConfirmTranslationForm(forms.Form):
    """A part that is right as it is."""

    part = forms.ChoiceField(choices=PARTS)
    part_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
