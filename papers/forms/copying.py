"""What of a paper is taken on into another one."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from consultation.lib.text import excerpt
from papers.fields import LineField, LongChoice
from papers.forms.versions import PartForm, missing
from papers.models import Paper, Question

WORDS_SHOWN = 40


class QuestionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's is bare
    """Questions to tick."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Question.objects.none(), widget=LongChoice, **kwargs)

    def label_from_instance(self, question: Question) -> str:
        return excerpt(question.text, WORDS_SHOWN)


class QuestionsOfPapersField(QuestionsField):
    """The same, of several papers: each says whose it is."""

    def label_from_instance(self, question: Question) -> str:
        return f"{excerpt(question.text, WORDS_SHOWN)} ({question.paper.title})"


class CopyForm(PartForm):
    title = LineField(
        max_length=160,
        help_text="Of the new paper. Its address is made from it; both can change later.",
        error_messages=missing("Give the new paper a title."),
    )
    questions = QuestionsField(
        label="Questions to ask again",
        required=False,
        help_text="Each remembers where it comes from, so that answers can be compared. Retired "
        "questions stay behind.",
    )
    follows = forms.BooleanField(
        label="The new paper follows this one",
        required=False,
        initial=True,
        help_text="Both pages then lead to each other once both are published.",
    )

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Question.objects.filter(paper=paper, retired_at=None)
        questions = cast("QuestionsField", self.fields["questions"])
        questions.queryset = asked.order_by("section__position", "position")
        self.initial.setdefault("questions", list(questions.queryset.values_list("pk", flat=True)))
        if not self.initial["questions"]:
            del self.fields["questions"]

    def arguments(self) -> dict[str, Any]:
        return {"questions": (), **super().arguments()}


class CarryForm(PartForm):
    questions = QuestionsOfPapersField(
        label="Questions to ask again", error_messages=missing("Tick at least one question.")
    )

    def __init__(self, *args: Any, offered: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [question.pk for question in offered]
        questions = cast("QuestionsField", self.fields["questions"])
        questions.queryset = (
            Question.objects.filter(pk__in=pks)
            .select_related("paper")
            .order_by("-paper_id", "section__position", "position")
        )
