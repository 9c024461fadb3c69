"""What still stands between a working copy and its publishing."""

from papers.models import Paper, Question, Section


def reasons_not_to_publish(paper: Paper) -> list[str]:
    """Say in full sentences what is missing (needs `with_clock()`); nothing when all is there."""
    missing = [
        (not paper.title.strip(), "Give the paper a title."),
        (not paper.summary.strip(), "Write a summary: what the paper is about, in a few lines."),
        (not paper.contact.strip(), "Say who readers can write to."),
    ]
    reasons = [sentence for is_missing, sentence in missing if is_missing]
    if paper.kind == Paper.Kind.SUBMISSION:
        return reasons + _submission_reasons(paper)
    return reasons + _date_reasons(paper) + _question_reasons(paper)


def _submission_reasons(paper: Paper) -> list[str]:
    reasons = []
    if paper.dated_on is None:
        reasons.append("Say what date the submission bears.")
    if not Section.objects.filter(paper=paper).exclude(body="").exists():
        reasons.append("Write at least one section.")
    if Question.objects.filter(paper=paper).exists():
        reasons.append("A formal submission asks nothing: remove its questions.")
    return reasons


def _date_reasons(paper: Paper) -> list[str]:
    if paper.opens_at is None or paper.closes_at is None:
        return ["Say when the paper opens and when it closes."]
    if paper.closes_at <= paper.opens_at:
        return ["Choose a closing date after the opening date."]
    # A correction after closing is a new edition like any other.
    is_first = paper.current_edition_id is None
    now = paper.database_now  # type: ignore[attr-defined]
    if is_first and paper.closes_at <= now:
        return ["Choose a closing date that is still to come."]
    return []


def _question_reasons(paper: Paper) -> list[str]:
    questions = list(Question.objects.filter(paper=paper).order_by("section__position", "position"))
    if not questions:
        return ["Ask at least one question."]
    return [
        f"Write the words of question {place}."
        for place, question in enumerate(questions, start=1)
        if not question.text.strip()
    ]
