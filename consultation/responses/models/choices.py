"""What was chosen, wherever a text is kept with it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from consultation.responses.choosing import Choice


class HoldsChoice(models.Model):
    """A text's choice, as places in its wording's options; of a ranking, the first place first."""

    choices: "ArrayField[list[int], list[int]]" = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )
    says_dont_know = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def choice(self) -> Choice:
        return Choice(tuple(self.choices), self.says_dont_know)

    @choice.setter
    def choice(self, chosen: Choice) -> None:
        self.choices = list(chosen.places)
        self.says_dont_know = chosen.is_dont_know
