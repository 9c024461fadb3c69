from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity
from consultation.digests.models import Subscription
from consultation.management.sample_accounts import SAMPLE_ACCOUNTS
from consultation.management.sample_conversation import load_conversation
from consultation.management.sample_formal_answers import parse_formal_answers
from consultation.responses.models import Mention, Response, Submission
from consultation.responses.taking_part.quoting import shown_quotes
from papers.models import Paper, Question
from papers.options import KINDS_WITH_OPTIONS
from papers.parsing import PaperFileError
from tests.asking import make_paper

pytestmark = pytest.mark.django_db

CONVERSATION = """
[[responses]]
key = "first"
paper = "a-paper"
question = 1
as = "participant"
body = "A telephone."
state = "held"
days_ago = 2
[[responses]]
key = "second"
paper = "a-paper"
question = 1
as = "participant"
body = "And a room."
state = "held"
days_ago = 1
"""


def load(*options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_sample", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_everything_is_there() -> None:
    load()
    states = dict.fromkeys(Response.State.values, 0)
    for state in Response.objects.values_list("state", flat=True):
        states[state] += 1
    assert states == {"held": 2, "published": 33, "rejected": 1, "withdrawn": 0, "erased": 0}
    assert Paper.objects.count() == 5
    assert Organisation.objects.listed().exclude(specialisms=[]).count() == 7


def test_every_kind_of_question_is_asked_now_and_answered() -> None:
    load()
    asked = Question.objects.filter(paper__in=Paper.objects.open())
    assert set(asked.values_list("kind", flat=True)) == set(Question.Kind.values)
    chosen = Response.objects.public().exclude(choices=[])
    assert set(chosen.values_list("question__kind", flat=True)) == {
        *KINDS_WITH_OPTIONS,
        "recommendation",
    }
    shown = set(Paper.objects.open().values_list("results_shown", flat=True))
    assert shown == {Paper.ResultsShown.ALWAYS, Paper.ResultsShown.ANSWERED}


def test_a_deep_thread_quotes_and_turns_to_somebody() -> None:
    load()
    quoting = Response.objects.select_related("quote__source").get(quote__isnull=False)
    assert quoting.depth == 5
    quoted = shown_quotes([quoting])[quoting.pk]
    assert quoted.text == "one person they trust who is not paid to be there"
    assert quoted.who == "Northfield Resettlement Trust"
    assert Mention.objects.get().response == quoting.in_reply_to


def test_one_formal_answer_is_sent_in_three_ways_and_one_is_being_drafted() -> None:
    load()
    sent = Submission.objects.get(state=Submission.State.SENT)
    ways = {(each.visibility, each.is_nameless) for each in sent.responses.all()}
    assert ways == {("public", False), ("public", True), ("private", False)}
    room = Submission.objects.get(state=Submission.State.DRAFTING)
    assert (room.answers.count(), room.comments.count()) == (2, 1)


def test_a_formal_answer_that_nobody_can_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "formal_answers.toml"
    answer = '[[submissions.answers]]\nquestion = 1\nopenness = "secret"\nbody = "Words."'
    path.write_text(
        f'[[submissions]]\npaper = "a"\nas = "b"\nfor = "c"\n{answer}', encoding="utf-8"
    )
    with pytest.raises(PaperFileError, match="by “secret”"):
        parse_formal_answers(path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('chooses = ["Nothing"]', "“Nothing” is not to be chosen"),
        ('quotes = "first"\nwords = "Never said."', "“first” does not say “Never said.”"),
        ('quotes = "nobody"', "“nobody” has to be older"),
        ('turns_to = ["nobody"]', "“nobody” has to be older"),
    ],
)
def test_a_mistake_in_the_conversation_is_named(
    line: str, complaint: str, editor: User, participant: User, tmp_path: Path
) -> None:
    make_paper(editor, title="A paper")
    path = tmp_path / "responses.toml"
    path.write_text(CONVERSATION + line, encoding="utf-8")
    with pytest.raises(PaperFileError, match=complaint):
        load_conversation(people={"participant": participant, "moderator": editor}, path=path)


def test_a_second_load_is_nothing() -> None:
    load()
    lines = Activity.objects.count()
    _, said = load("--if-empty")
    assert Activity.objects.count() == lines
    assert "nothing loaded" in said


def test_a_database_in_use_is_left_alone() -> None:
    load()
    with pytest.raises(CommandError, match="papers already"):
        load()
    assert Paper.objects.count() == 5


def test_the_accounts_are_printed_a_line_each() -> None:
    out, _ = load("--print-accounts")
    assert out.splitlines() == [f"{a.role_label}: {a.email}" for a in SAMPLE_ACCOUNTS]


def test_no_accounts_are_printed_that_are_not_there(editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(email="someone@example.org")
    Paper.objects.create(slug="a", title="A real site's paper")
    out, _ = load("--if-empty", "--print-accounts")
    assert out == ""


def test_everyone_can_sign_in_and_holds_their_roles() -> None:
    load()
    for account in SAMPLE_ACCOUNTS:
        person = User.objects.get(email=account.email, emailaddress__verified=True)
        assert person.roles == set(account.staff_roles), account.key
    assert Membership.objects.filter(confirmed_at__isnull=False).count() == 2


def test_lead_and_moderator_get_a_daily_digest() -> None:
    load()
    emails = Subscription.objects.filter(frequency="daily").values_list("user__email", flat=True)
    assert set(emails) == {"lead@soundings.example", "moderator@soundings.example"}


def test_the_conversation_reads_in_order_of_time() -> None:
    load()
    responses = Response.objects.filter(submission=None).order_by("pk")
    times = [response.submit_date for response in responses]
    assert times == sorted(times)
    assert not responses.filter(in_reply_to__submit_date__gte=F("submit_date")).exists()
    assert not responses.filter(submit_date__lt=F("question__paper__opens_at")).exists()
    assert not responses.filter(published_at__lt=F("submit_date")).exists()
