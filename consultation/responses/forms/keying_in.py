"""The fields in which staff key in what a respondent answered, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.template.defaultfilters import pluralize

from consultation.lib.marking import Difference
from consultation.lib.text import StorableText, normalise
from consultation.responses.actions.answering import LONGEST
from consultation.responses.actions.keying_in import Entered
from consultation.responses.choosing import NO_CHOICE, Ask
from consultation.responses.fields import as_entered, choice_field
from consultation.responses.formal.merging import AnswerText
from papers.content import QuestionContent
from papers.models import Wording

# The wordings of a paper's questions, by the question's id and their number.
Wordings = Mapping[tuple[int, int], Wording]


@dataclass(frozen=True)
class Shown:
    """What the fields of one answer hold; `differences` where two keyed it in."""

    text: AnswerText
    version: int
    differences: tuple[Difference, ...] = ()


NOTHING: Final = Shown(AnswerText(), 0)


@dataclass(frozen=True)
class Row:
    """One question with its fields; `opened` are hidden, and tell what the page began with."""

    question: QuestionContent
    wording: Wording
    fields: list[forms.BoundField]
    opened: list[forms.BoundField]
    differences: tuple[Difference, ...]


class AnswersForm(forms.Form):
    """One text, and a choice where the question offers any, for every question of the paper."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[QuestionContent],
        wordings: Wordings,
        shown: Mapping[int, Shown],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "answer-%s", **kwargs})
        self._language = language
        self.rows = [
            self._row(question, self._read(question, wordings), shown.get(question.id, NOTHING))
            for question in questions
        ]

    def _read(self, question: QuestionContent, wordings: Wordings) -> Wording:
        """The wording that whoever sent the form has read: the newest may be newer."""
        sent = _number(self.data.get(f"asked_as-{question.number}", ""))
        return wordings.get((question.id, sent)) or wordings[question.id, question.wording]

    def _row(self, question: QuestionContent, wording: Wording, shown: Shown) -> Row:
        number = question.number
        ask = Ask.of(question, wording.options, self._language)
        names = [f"body-{number}"]
        if ask.options:
            names.insert(0, f"choice-{number}")
            self.fields[names[0]] = choice_field(ask)
            self.fields[names[0]].initial = as_entered(ask, shown.text.choice)
        self.fields[names[-1]] = forms.CharField(
            label="Words with the choice" if ask.options else "Answer",
            required=False,
            strip=False,
            initial=shown.text.body,
            widget=forms.Textarea(attrs={"rows": 6}),
            validators=[StorableText()],
        )
        opened = {f"version-{number}": shown.version, f"asked_as-{number}": wording.number}
        for name, held in opened.items():
            self.fields[name] = forms.CharField(
                required=False, initial=held, widget=forms.HiddenInput
            )
        return Row(
            question,
            wording,
            [self[name] for name in names],
            [self[name] for name in opened],
            shown.differences,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for row in self.rows:
            name = f"body-{row.question.number}"
            over = len(normalise(cleaned.get(name, ""))) - LONGEST
            if over > 0:
                too_long = f"This is {over:,} character{pluralize(over)} too long"
                self.add_error(name, f"{too_long}; the most is {LONGEST:,}.")
        return cleaned

    @property
    def entered(self) -> dict[int, Entered]:
        """What was typed, by the id of the question, once it is found valid."""
        return {row.question.id: self._entered(row) for row in self.rows}

    def _entered(self, row: Row) -> Entered:
        number, typed = row.question.number, self.cleaned_data
        return Entered(
            wording=row.wording,
            body=typed[f"body-{number}"],
            choice=typed.get(f"choice-{number}") or NO_CHOICE,
            version=_number(typed[f"version-{number}"]),
        )


def _number(sent: str) -> int:
    """Return the number; 0, which is none, where a form sends nonsense."""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
