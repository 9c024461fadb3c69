"""Made rows in bulk: shaped and counted as real ones are."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max, Q

from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.responses.models import MAX_DEPTH, SEGMENT, QuestionTally, Response
from tests.people import make_person

pytestmark = pytest.mark.django_db


def seed(**numbers: object) -> str:
    out = StringIO()
    call_command("seed_volume", stdout=out, **numbers)
    return out.getvalue()


@pytest.fixture
def seeded() -> None:
    seed(people=60, organisations=20, papers=1, responses=400)


def test_people_can_sign_in_and_take_part(seeded: None) -> None:
    people = User.objects.filter(email__endswith="@volume.example")
    assert people.count() == people.filter(agreed_rules__gt=0, uses_pseudonym=True).count() == 60
    assert EmailAddress.objects.filter(verified=True, primary=True, user__in=people).count() == 60
    assert people.aggregate(n=Count("rules_agreements"))["n"] == 60


def test_organisations_have_everything_the_register_holds(seeded: None) -> None:
    for organisation in Organisation.objects.all():
        organisation.full_clean(exclude=["proposed_by"])
    assert Organisation.objects.exclude(charity_number="").exists()


def test_two_in_three_people_answer_for_an_organisation_and_some_have_no_owner(
    seeded: None,
) -> None:
    assert Membership.objects.count() == 40
    owners = Membership.objects.owners().values("organisation").distinct().count()
    assert 0 < owners < 20
    verified = Q(organisation__verified_at=None)
    assert not Membership.objects.filter(verified, confirmed_at__isnull=False).exists()


def test_a_reply_stands_below_its_parent_in_one_order_of_paths_ids_and_times(seeded: None) -> None:
    responses = Response.objects.select_related("in_reply_to", "root")
    assert responses.filter(depth__gt=1).exists()
    for response in responses:
        own = format(response.pk, f"0{SEGMENT}x")
        parent = response.in_reply_to
        assert response.path == (parent.path if parent else "") + own
        assert response.depth == (parent.depth + 1 if parent else 0) <= MAX_DEPTH
        assert response.path.startswith(response.root.path)
        if parent:
            assert (parent.question_id, parent.state) == (response.question_id, "published")
            assert parent.submit_date < response.submit_date


def test_the_packages_columns_say_what_ours_say(seeded: None) -> None:
    for response in Response.objects.all():
        shown = response.state == "published" and response.visibility == "public"
        assert response.is_public == shown
        assert (response.thread_id, response.level) == (response.root_id, response.depth)
        assert response.parent_id == (response.in_reply_to_id or response.pk)


def test_counts_are_what_counting_would_have_kept(seeded: None) -> None:
    public = Response.objects.public().values("question")
    counted = public.annotate(
        a=Count("pk", filter=Q(depth=0)), r=Count("pk", filter=Q(depth__gt=0)), last=Max("pk")
    )
    kept = QuestionTally.objects.values_list("question", "answers", "replies", "latest")
    assert sorted(kept) == sorted(counted.values_list("question", "a", "r", "last"))
    for root in Response.objects.roots():
        below = Response.objects.public().filter(root=root, depth__gt=0).count()
        assert root.reply_count == below


def test_every_response_is_in_the_log(seeded: None) -> None:
    published = Response.objects.filter(state="published").count()
    assert Response.objects.count() == Activity.objects.filter(verb=Verb.RESPONSE_POSTED).count()
    assert published == Activity.objects.filter(verb=Verb.RESPONSE_PUBLISHED).count()


def test_who_is_spoken_for_is_an_organisation_of_the_author(seeded: None) -> None:
    for_one = Response.objects.exclude(organisation=None)
    own = for_one.filter(user__memberships__organisation=F("organisation"))
    assert 0 < for_one.count() == own.count() < Response.objects.count()
    assert for_one.filter(shown_name="").exists()


def test_a_second_run_adds_to_the_first(seeded: None) -> None:
    before = Response.objects.count()
    said = seed(people=10, organisations=5, responses=50)
    assert [line.partition(":")[0] for line in said.splitlines()] == [
        "5 organisations",
        "10 people",
        "memberships",
        "50 responses",
    ]
    assert User.objects.filter(email__endswith="@volume.example").count() == 70
    assert Response.objects.count() > before


def test_nothing_is_added_to_real_people_unawares() -> None:
    person = make_person("somebody")
    User.objects.filter(pk=person.pk).update(email="somebody@charity.org.uk")
    with pytest.raises(CommandError, match="--yes"):
        seed(people=1)
    assert seed(people=1, yes=True)
    assert User.objects.count() == 2


def test_responses_need_questions_and_people() -> None:
    with pytest.raises(CommandError, match="--papers and --people"):
        seed(responses=5)
