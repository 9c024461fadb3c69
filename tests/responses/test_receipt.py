"""The receipt: a PDF with everything that was sent, for those who could have drafted it."""

import io
import re
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from consultation.responses.choosing import Choice
from consultation.responses.models import Submission
from papers.models import Paper
from papers.packs import pdf
from tests.asking import make_choice, question_of
from tests.conftest import ClientFor
from tests.papers.packing import text_of_pdf
from tests.papers.test_packs_pdf import names_of
from tests.people import make_membership, make_person
from tests.responses.formal import NAMELESS, PRIVATE, begin, draft, send, write

pytestmark = pytest.mark.django_db


def url_of(sent: Submission) -> str:
    return reverse("submissions:receipt", args=[sent.paper.slug, sent.reference])


def receipt(client_for: ClientFor, person: User, sent: Submission) -> Any:
    return client_for(person).get(url_of(sent))


def test_it_holds_everything_that_was_sent(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    room = begin(participant, paper)
    write(participant, room, 1, "Without a *name*.\n\n- one\n- two", openness=NAMELESS)
    write(participant, room, 2, "In private.", openness=PRIVATE)
    sent = send(participant, room)
    said = text_of_pdf(receipt(client_for, participant, sent).content)
    for expected in (
        f"Reference: {sent.reference}",
        "Good rehabilitation",
        "Name: Participant",
        "Question 1 What does good look like, 1? Public, without the name Without a name.",
        "Question 2 What does good look like, 2? Private, for the policy team alone In private.",
    ):
        assert expected in said


def test_it_quotes_the_wording_that_was_answered(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "ranking", "Trust", "Time")
    room = begin(participant, question.paper)
    write(participant, room, 1, "In this order.", choice=Choice((1, 0)))
    sent = send(participant, room)
    said = text_of_pdf(receipt(client_for, participant, sent).content)
    assert "What helps most?" in said
    assert re.search(r"Put in order: 1\. Time 2\. Trust", said)


def test_a_step_on_a_scale_says_between_which_ends(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "scale", "Far", "Half way", "Near")
    room = begin(participant, question.paper)
    write(participant, room, 1, "", choice=Choice((1,)))
    said = text_of_pdf(receipt(client_for, participant, send(participant, room)).content)
    assert "Chose (from Far to Near): Half way" in said


def test_it_is_tagged_and_says_its_standard(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    sent = send(participant, draft(participant, paper))
    reader = PdfReader(io.BytesIO(receipt(client_for, participant, sent).content))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
    levels = [int(name[1]) for name in names_of(reader) if re.fullmatch(r"H\d", name)]
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


def test_words_of_typst_and_strange_signs_are_words(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    room = begin(participant, paper)
    hostile = '#panic("x") $ @cite <b> \\ `raw` 你好 \u202e \U0001f600'
    write(participant, room, 1, hostile)
    answer = receipt(client_for, participant, send(participant, room))
    said = text_of_pdf(answer.content)
    assert '#panic("x") $ @cite <b>' in said
    assert re.search(r"fonts lack \d+ of the characters that were written: □ stands", said)


def test_its_own_address_and_a_long_word_are_copied_whole(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    room = begin(participant, paper)
    write(participant, room, 1, "NAMEDCANARY1234567890123456789012345 said so.")
    sent = send(participant, room)
    said = text_of_pdf(receipt(client_for, participant, sent).content)
    assert "NAMEDCANARY1234567890123456789012345 said so." in said
    path = reverse("reading:sent-answer", args=[paper.slug, sent.reference])
    assert path in said.replace(" ", "")
    assert "\u200b" not in said


def test_nobody_keeps_it_on_the_way(participant: User, paper: Paper, client_for: ClientFor) -> None:
    sent = send(participant, draft(participant, paper))
    answer = receipt(client_for, participant, sent)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="formal-answer-{sent.reference}.pdf"'
    )


def test_strangers_and_staff_find_none(
    participant: User, other_participant: User, lead: User, paper: Paper, client_for: ClientFor
) -> None:
    sent = send(participant, draft(participant, paper))
    for person in (other_participant, lead):
        assert receipt(client_for, person, sent).status_code == 404


def test_every_drafter_of_the_organisation_has_it_and_who_left_has_not(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    owner = make_membership(participant, role="owner")
    sent = send(participant, draft(participant, paper, owner))
    member = make_membership(make_person("member"), owner.organisation)
    assert receipt(client_for, member.user, sent).status_code == 200
    type(member).objects.filter(pk=member.pk).update(left_at=sent.sent_at)
    assert receipt(client_for, member.user, sent).status_code == 404


def test_when_none_can_be_made_it_says_so(
    participant: User,
    paper: Paper,
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = send(participant, draft(participant, paper))
    monkeypatch.setattr(pdf, "WALL_SECONDS", 0.001)
    answer = receipt(client_for, participant, sent)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "nothing is lost" in answer.content.decode()


def test_a_forged_reference_is_none(participant: User, paper: Paper, client_for: ClientFor) -> None:
    url = reverse("submissions:receipt", args=[paper.slug, "CCCC-CCCC"])
    assert client_for(participant).get(url).status_code == 404
    assert question_of(paper).responses.count() == 0
