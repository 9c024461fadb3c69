"""Papers in every state and of every kind, put beside the sample for the browser to look at."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from papers.actions import (
    add_question,
    add_section,
    add_source,
    change_paper,
    change_question,
    change_section,
    copy_paper,
    extend_paper,
    publish_paper,
    retire_question,
    translate_paper,
    withdraw_paper,
)
from papers.models import Paper, Question
from tests.asking import close, make_paper, post, question_of
from tests.browser.pages import QUESTIONS_TO_GIVE
from tests.papers.uploads import attach, hang

CHOICES = {
    "single": ["In the last month before release", "On the day", "In the first week after"],
    "multiple": ["A bank account", "Identification", "A telephone", "A letter for the doctor"],
    "scale": ["Never", "Seldom", "Often", "Always"],
    "ranking": ["A room", "Work", "People"],
}


def put_papers() -> None:
    """Write them through the actions, as staff do."""
    editor, member = person("editor"), person("northfield")
    closed = make_paper(editor, title="The first week", dated_on=date(2024, 3, 1))
    post(member, question_of(closed), "A telephone with credit, and one number in it.")
    close(closed)
    withdrawn = make_paper(editor, title="A paper overtaken")
    withdraw_paper(actor=editor, paper=withdrawn, reason="A new law settled what it asked.")
    full = every_kind(editor, closed)
    in_welsh(editor, full)
    room_to_write(editor)


def room_to_write(editor: User) -> None:
    """An open paper whose questions the tests are given one by one, so that none meets another."""
    make_paper(editor, title="Room to write", questions=QUESTIONS_TO_GIVE, ask="What is missing")


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@soundings.example")


def every_kind(editor: User, earlier: Paper) -> Paper:
    """A second paper on the same: a cover, files, every kind of question, and a longer time."""
    now = datetime.now(UTC)
    carried = list(Question.objects.filter(paper=earlier).order_by("number"))
    paper = copy_paper(
        actor=editor, paper=earlier, title="The first week, again", questions=carried, follows=True
    )
    change_paper(
        actor=editor,
        paper=paper,
        expected_version=paper.draft_version,
        audience="Whoever was there in **that week**, or met somebody who was.",
        open_to_change="Everything but the law.",
        contact="The policy team, policy@soundings.example",
        topics=["the first week"],
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=3),
        response_due_on=(now + timedelta(days=90)).date(),
    )
    first = question_of(paper)
    ask_in_every_way(editor, paper)
    attach(editor, paper)
    hang(editor, paper)
    publish_paper(actor=editor, paper=paper)
    retire_question(actor=editor, question=question_of(paper, 2), reason="Asked twice.")
    reword(editor, first, "What helps in the first week?")
    publish_paper(actor=editor, paper=paper, note="One question fewer.")
    extend_paper(
        actor=editor, paper=paper, closes_at=now + timedelta(days=20), reason="Many asked for it."
    )
    paper.refresh_from_db()
    return paper


def ask_in_every_way(editor: User, paper: Paper) -> None:
    """A section with a question of each kind, and sources with an address and without."""
    section = add_section(
        actor=editor, paper=paper, title="What was at hand", body="Half had no telephone."
    )
    for kind, options in CHOICES.items():
        add_question(
            actor=editor,
            section=section,
            text=f"What was at hand that week? ({kind})",
            kind=kind,
            options=options,
            has_dont_know=kind != "ranking",
            help_text="Think of one week.",
        )
    recommendation = add_question(
        actor=editor, section=section, text="Give a telephone at the gate.", kind="recommendation"
    )
    add_source(actor=editor, section=section, title="A count of our own", anchor="Half")
    add_source(
        actor=editor,
        section=section,
        question=recommendation,
        title="A report",
        url="https://example.org/report",
    )


def reword(editor: User, question: Question, text: str) -> None:
    version = Paper.objects.get(pk=question.paper_id).draft_version
    change_question(actor=editor, question=question, expected_version=version, text=text)


def in_welsh(editor: User, original: Paper) -> Paper:
    """Its translation, of which the first question and the first section are done."""
    paper = translate_paper(actor=editor, paper=original, title="Yr wythnos gyntaf, eto")
    reword(editor, paper.questions.order_by("number")[0], "Beth sy’n helpu yn yr wythnos gyntaf?")
    section = paper.sections.order_by("position")[0]
    version = Paper.objects.get(pk=paper.pk).draft_version
    change_section(
        actor=editor,
        section=section,
        expected_version=version,
        title="Cyn rhyddhau",
        body="Pam rydym yn gofyn.",
    )
    publish_paper(actor=editor, paper=paper)
    return paper
