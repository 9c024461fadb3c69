"""What is kept on writing so that reading costs nothing: counts, and the words to find."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from consultation.responses.models.responses import Response
from papers.models import Question, Wording


class QuestionTally(models.Model):
    """What a paper's page says of each question, and what staff did with it.

    Only public, published responses are counted; `responses.results.counting` alone
    writes the counts.
    """

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="tally"
    )
    answers = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    latest = models.ForeignKey(Response, null=True, on_delete=models.SET_NULL, related_name="+")
    # Shown first, whatever the order.
    pinned = models.ForeignKey(Response, null=True, on_delete=models.SET_NULL, related_name="+")
    # Set when the policy team marks the question "answered in the report", and where it is.
    answered_at = models.DateTimeField(null=True)
    answered_where = models.CharField(max_length=500, blank=True, default="", db_default="")
    # Grows with every change of what a signed-out reader sees below this question.
    version = models.PositiveBigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.answers} answers, {self.replies} replies"


class ChoiceTally(models.Model):
    """How often one option of one wording was chosen, in public and published answers.

    `place` is the option's place in the wording, DONT_KNOW, or ANSWERED, which counts the answers
    that chose anything. Of a ranking `count` says how often it was ranked, `points` adds up the
    places it was given (1 is the first).
    """

    DONT_KNOW = -1
    ANSWERED = -2

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choice_tallies")
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")
    place = models.SmallIntegerField()
    count = models.PositiveIntegerField(default=0)
    points = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "place"], name="choice_tallied_once"),
        ]

    def __str__(self) -> str:
        return f"{self.count} for {self.place} of wording {self.wording_id}"


class ResponseWords(models.Model):
    """The words of a response as they are searched; a trigger keeps them with the response.

    Apart from the response, so that no reader of responses fetches them.
    """

    response = models.OneToOneField(
        Response, primary_key=True, on_delete=models.CASCADE, related_name="words"
    )
    vector = SearchVectorField()

    class Meta:
        indexes = [
            # Find within a question, and search.
            GinIndex(fields=["vector"], name="response_words"),
        ]

    def __str__(self) -> str:
        return f"Words of {self.response_id}"
