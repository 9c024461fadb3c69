"""From an upload to a draft paper, on the desk's own way."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models import Field, Model
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from papers.actions import (
    NotReadyToPublishError,
    create_paper_from_import,
    keep_import,
    publish_paper,
)
from papers.importing import drafts
from papers.importing.blocks import Block, BlockKind, Document
from papers.models import Call, Paper, PaperImport, Question, Section, Source
from papers.reviewing import reviewed
from papers.tasks import forget_old_imports
from tests.page import read_page
from tests.papers.importing.corpus.labelled import OPEN, Labelled, labelled_in

# One of each format; what becomes of the others is tested without a desk around it.
FORMATS = list({one.name.rpartition(".")[2]: one for one in labelled_in(OPEN)}.values())
TEXT = """Good work

What helps people with convictions into work?

Question 1: What stands in the way?

Question 2: What has helped? Please give examples.
"""


def upload(desk: Client, name: str, data: bytes) -> PaperImport:
    """Upload a file as an editor does; the import that came of it."""
    answer = desk.post(reverse("papers:import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, read_page(answer).text
    return PaperImport.objects.latest("pk")


def paste(desk: Client, text: str = TEXT) -> PaperImport:
    answer = desk.post(reverse("papers:import"), {"text": text})
    assert answer.status_code == 302, read_page(answer).text
    return PaperImport.objects.latest("pk")


def confirm(desk: Client, kept: PaperImport, **changed: str) -> Paper:
    """Press the button of the details page with what it proposes."""
    url = reverse("papers:confirm-import", args=[kept.pk])
    form = desk.get(url).context["form"]
    proposed = {field.html_name: field.value() for field in form}
    fields = {name: value for name, value in proposed.items() if value not in (None, False)}
    answer = desk.post(url, {**fields, **changed})
    assert answer.status_code == 302, read_page(answer).text
    return Paper.objects.latest("pk")


@pytest.mark.parametrize("document", FORMATS, ids=lambda one: one.name)
def test_a_document_of_every_format_becomes_a_draft(
    desk: Client, document: Labelled, tmp_path: Path
) -> None:
    kept = upload(desk, document.name, document.data(tmp_path))
    read_page(desk.get(reverse("papers:review-import", args=[kept.pk])))
    read_page(desk.get(reverse("papers:confirm-import", args=[kept.pk])))
    paper = confirm(desk, kept, title=f"Paper {document.name}")
    kept.refresh_from_db()
    assert (kept.paper, kept.confirmed_at is not None) == (paper, True)
    assert paper.sections.exists()
    read_page(desk.get(reverse("papers:structure", args=[paper.slug])))


def test_a_pasted_text_becomes_a_draft_with_its_questions(desk: Client) -> None:
    paper = confirm(desk, paste(desk))
    asked = list(paper.questions.order_by("number").values_list("text", "parts"))
    assert asked == [
        ("What stands in the way?", []),
        ("What has helped?", ["Please give examples."]),
    ]
    assert (paper.current_edition, paper.draft_version) == (None, 1)


def test_a_confirmed_import_is_one_line_in_the_log(desk: Client, editor: User) -> None:
    kept = paste(desk)
    before = Activity.objects.count()
    paper = confirm(desk, kept)
    (line,) = Activity.objects.all()[before:]
    assert (line.verb, line.paper_id, line.actor) == ("paper.created", paper.pk, editor)


def test_a_second_upload_leads_to_the_review_that_has_begun(desk: Client) -> None:
    assert paste(desk).pk == paste(desk).pk
    assert PaperImport.objects.count() == 1


def test_a_second_press_makes_no_second_paper(desk: Client, editor: User) -> None:
    kept = paste(desk)
    papers = {
        create_paper_from_import(
            actor=editor, paper_import=kept, expected_version=1, title="Good work"
        )
        for _ in range(2)
    }
    assert len(papers) == Paper.objects.count() == 1


def test_a_review_changed_meanwhile_is_not_confirmed_unseen(desk: Client) -> None:
    kept = paste(desk)
    url = reverse("papers:confirm-import", args=[kept.pk])
    PaperImport.objects.update(version=2)
    form = {"version": "1", "title": "Good work", "kind": "discussion"}
    asked = {field.name: field.value() for field in desk.get(url).context["form"]}
    page = read_page(desk.post(url, {**_sent(asked), **form}, follow=True))
    assert "Someone changed this after you opened the page" in page.text
    assert not Paper.objects.exists()


def _sent(fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in (None, False)}


def test_a_refused_text_stays_in_its_field(desk: Client) -> None:
    answer = desk.post(reverse("papers:import"), {"text": "canary " + "?" * 900_000})
    assert answer.status_code == 422
    assert "canary" in read_page(answer).text


def test_a_hostile_file_is_refused_in_the_importers_own_words(desk: Client) -> None:
    file = SimpleUploadedFile("paper.docx", b"{\\rtf1 Words.}")
    answer = desk.post(reverse("papers:import"), {"file": file})
    assert answer.status_code == 422
    assert "Save it as .docx and import that." in read_page(answer).text
    assert not PaperImport.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "Choose a file, or paste"), ({"text": " "}, "Choose a file, or paste")],
)
def test_nothing_sent_is_asked_for(desk: Client, fields: dict[str, str], words: str) -> None:
    answer = desk.post(reverse("papers:import"), fields)
    assert answer.status_code == 422
    assert words in read_page(answer).text


def test_questions_about_the_reader_are_left_out_unless_they_are_kept(desk: Client) -> None:
    text = (
        f"{TEXT}\nAbout you\n\nQuestion 3: What is your name?\n\nQuestion 4: Where do you live?\n"
    )
    kept = paste(desk, text)
    about = [q for q in reviewed(kept).draft.questions if q.is_about_you]
    paper = confirm(desk, kept, **{f"keep-{about[0].group}": "on"})
    texts = paper.questions.values_list("text", flat=True)
    assert about[0].text in texts
    assert about[1].text not in texts


def test_an_option_list_too_short_is_refused_beside_its_question(desk: Client) -> None:
    kept = paste(desk)
    url = reverse("papers:confirm-import", args=[kept.pk])
    form = desk.get(url).context["form"]
    fields = _sent({field.html_name: field.value() for field in form})
    group = form.questions[0].question.group
    answer = desk.post(url, {**fields, f"kind-{group}": "single"})
    assert answer.status_code == 422
    assert "needs at least two options" in read_page(answer).text


def test_a_discarded_import_is_gone_and_logged(desk: Client) -> None:
    kept = paste(desk)
    read_page(desk.post(reverse("papers:discard-import", args=[kept.pk]), follow=True))
    assert not PaperImport.objects.exists()
    assert Activity.objects.latest("id").verb == "import.discarded"


def test_a_waiting_import_is_on_the_list_of_papers(desk: Client) -> None:
    kept = paste(desk)
    page = read_page(desk.get(reverse("papers:list")))
    assert page.links()["Pasted text"] == reverse("papers:review-import", args=[kept.pk])


def test_a_paper_with_an_unconfirmed_import_is_not_published(
    editor: User, draft: Paper, desk: Client
) -> None:
    kept = paste(desk)
    PaperImport.objects.filter(pk=kept.pk).update(paper=draft)
    with pytest.raises(NotReadyToPublishError, match="Confirm the review"):
        publish_paper(actor=editor, paper=draft)
    PaperImport.objects.filter(pk=kept.pk).update(confirmed_at=Now())
    assert publish_paper(actor=editor, paper=draft).number == 1


def test_the_desk_has_room_for_what_a_draft_holds() -> None:
    def longest(model: type[Model], field: str) -> int:
        column = cast("Field[Any, Any]", model._meta.get_field(field))
        return column.max_length or 0

    assert longest(Section, "title") == drafts.LONGEST_TITLE
    assert longest(Section, "body") == drafts.LONGEST_BODY
    assert longest(Question, "text") == drafts.LONGEST_ASK
    assert longest(Question, "context") == drafts.LONGEST_CONTEXT
    assert longest(Source, "title") == longest(Source, "anchor") == drafts.LONGEST_SOURCE
    assert longest(Source, "url") == drafts.LONGEST_URL
    assert longest(Call, "audience") == drafts.LONGEST_AUDIENCE
    assert longest(Call, "text") == drafts.LONGEST_CALL


def publish_file(file: Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_paper", str(file), "--json", "--publish", stdout=out)
    printed: dict[str, Any] = json.loads(out.getvalue())
    return printed


def test_the_command_publishes_and_prints_the_slug(tmp_path: Path, visitor: Client) -> None:
    file = tmp_path / "good-work.txt"
    file.write_text(TEXT)
    printed = publish_file(file)
    paper = Paper.objects.with_clock().get(slug=printed["slug"])
    assert paper.stage.takes_responses
    assert paper.closes_at is not None
    assert paper.opens_at is not None
    assert 80 <= (paper.closes_at - paper.opens_at).days <= 85
    page = read_page(visitor.get(reverse("reading:paper", args=[paper.slug])))
    assert "What stands in the way?" in page.text


def test_a_closing_date_that_has_passed_is_said(
    tmp_path: Path, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "good-work.txt"
    file.write_text(f"{TEXT}\nPlease respond by 4 March 2019.\n")
    assert publish_file(file)["closes_on"] == "2019-03-04"
    assert "closed on 2019-03-04" in capsys.readouterr().err


def test_what_nobody_confirms_is_deleted_after_a_month(editor: User) -> None:
    document = Document((Block(BlockKind.PARAGRAPH, "Old words"),), "plain")
    keep_import(actor=editor, file_name="old.txt", document=document)
    assert forget_old_imports() == 0
    PaperImport.objects.update(created_at=Now() - timedelta(days=31))
    assert forget_old_imports() == 1


def test_a_command_that_is_run_again_publishes_nothing_twice(tmp_path: Path, db: None) -> None:
    file = tmp_path / "good-work.txt"
    file.write_text(TEXT)
    first = publish_file(file)["slug"]
    assert publish_file(file)["slug"] == first
    assert Paper.objects.count() == PaperImport.objects.count() == 1


def test_a_document_without_questions_is_published_as_a_submission(
    tmp_path: Path, db: None
) -> None:
    file = tmp_path / "reply.md"
    file.write_text("# Our reply\n\n2 March 2027\n\n## Housing\n\nPeople need a home first.\n")
    paper = Paper.objects.get(slug=publish_file(file)["slug"])
    assert (paper.kind, str(paper.dated_on)) == ("submission", "2027-03-02")
    assert "nswer" not in paper.contact


def test_what_cannot_be_published_is_not_stored(tmp_path: Path, db: None) -> None:
    file = tmp_path / "empty.md"
    file.write_text("# A title alone\n")
    with pytest.raises(CommandError, match="section"):
        publish_file(file)
    assert not PaperImport.objects.exists()
