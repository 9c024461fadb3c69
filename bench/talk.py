"""The responses that are measured: the same for the site, for its floors and for its peers."""

from dataclasses import dataclass
from typing import Final

from consultation.management.volume.papers import add_papers
from consultation.management.volume.people import add_memberships, add_organisations, add_people
from consultation.management.volume.responses import add_discussion, add_roots, add_thread
from papers.models import Question

PEOPLE: Final = 6_000
ORGANISATIONS: Final = 200
FLAT: Final = (10, 100, 1_000, 10_000)
THREADS: Final = (10, 1_000, 3_000, 5_000, 10_000)
TYPICAL: Final = 1_000


@dataclass(frozen=True)
class Talk:
    """Questions by how many responses they have: all roots, or one thread; and one as most are."""

    flat: dict[int, Question]
    threads: dict[int, Question]
    typical: Question


def make_talk() -> Talk:
    """Fill an empty site with made people and what they say."""
    add_organisations(ORGANISATIONS)
    add_people(PEOPLE)
    add_memberships()
    add_papers(2)
    questions = iter(Question.objects.select_related("paper").order_by("paper_id", "number"))
    flat = {size: next(questions) for size in FLAT}
    threads = {size: next(questions) for size in THREADS}
    typical = next(questions)
    for size, question in flat.items():
        add_roots(size, question.pk)
    for size, question in threads.items():
        add_thread(size, question.pk)
    add_discussion(TYPICAL, typical.pk)
    return Talk(flat, threads, typical)
