"""What lists and searches ask of a paper, kept at each publishing so that reading it is cheap."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from papers.models.papers import Paper


class Listing(models.Model):
    """A published paper as lists see it: always the current edition's words, never a draft's.

    There are two vectors because an announced paper may be found by its title and summary alone:
    with one, a search could be used to guess at its questions. They have no index: PostgreSQL would
    not use one for what is a few hundred rows (500 papers of 12,000 words: 45 ms for each search).
    """

    paper = models.OneToOneField(
        Paper, primary_key=True, on_delete=models.CASCADE, related_name="listing"
    )
    topics: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=40))
    # How many questions are still asked.
    questions = models.PositiveIntegerField()
    beginning = SearchVectorField()  # title, author, topics, summary
    words = SearchVectorField()  # the same, with the sections and the questions

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.questions} questions"
