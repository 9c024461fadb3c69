"""What moderation looks at before a paper is published."""

from collections.abc import Iterator

from consultation.moderation.models import Reason
from papers.models import Paper
from papers.readiness import Check


def check_reasons(paper: Paper) -> Iterator[Check]:
    """Yield whether there is a rule that a response could be refused under, set before any is."""
    if paper.kind != Paper.Kind.DISCUSSION:
        return
    count = Reason.objects.for_paper(paper).count()
    yield Check(
        name="reasons",
        is_blocking=True,
        is_met=count > 0,
        todo="Set the reasons that a response may be refused for. Nobody may be refused by a rule "
        "that was made afterwards.",
        done=f"{count} reason{'s are' if count != 1 else ' is'} set that a response may be refused "
        "for.",
    )
