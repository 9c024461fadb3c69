"""Every action of the papers refuses who is no editor, however it is called."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from inspect import isfunction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from consultation.activity.models import Activity
from consultation.lib.clock import database_now
from papers import actions
from papers.actions import (
    add_call,
    add_question,
    add_section,
    add_source,
    change_import,
    keep_import,
    translate_paper,
)
from papers.files.picturing import make_cover
from papers.files.receiving import receive
from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.pieces import Role
from papers.importing.revising import Change, handle_of
from papers.models import Paper, Question, Section, Wording
from papers.reviewing import reviewed
from tests.asking import make_paper
from tests.papers.conftest import make_draft
from tests.papers.uploads import attach, hang, image, upload

# What readers do, and what a link's opening does by itself.
OF_READERS = {
    "ask_by_address",
    "ask_to_be_told",
    "confirm_alert",
    "note_preview_opened",
    "stop_alert",
}
NAMES = sorted(
    name
    for name in actions.__all__
    if isfunction(getattr(actions, name)) and name not in OF_READERS
)
# A lead holds every role; an editor does not hold theirs.
OF_LEADS = {"restore_paper"}
# Reviewing an import changes no paper, and can be undone: the log has no line of it.
UNLOGGED = {"change_import", "undo_import_change"}
TEXTS = ("Good work", "It matters.", "Question 1: What works?")


def asked_question(editor: User, section: Section, text: str, reason: str = "") -> Question:
    """Return a question as if an edition had asked it; retired with the reason, if one is given."""
    question = add_question(actor=editor, section=section, text=text)
    Wording.objects.create(question=question, number=1, text=text)
    if reason:
        actions.retire_question(actor=editor, question=question, reason=reason)
    return question


Calls = dict[str, dict[str, Any]]


@pytest.fixture
def calls_of_files(editor: User, draft: Paper) -> Calls:
    attachment, later = attach(editor, draft), attach(editor, draft, "Last")
    hang(editor, draft)
    picture, file = make_cover(upload(image())), receive(upload())
    return {
        "add_attachment": {"paper": draft, "title": "Annex", "file": file},
        "change_attachment": {"attachment": attachment, "expected_version": 99, "title": "A"},
        "move_attachment": {"attachment": later, "direction": "up"},
        "put_cover": {"paper": draft, "picture": picture, "alt": "A", "expected_version": 99},
        "remove_attachment": {"attachment": attachment},
        "remove_cover": {"paper": draft},
        "reword_cover": {"paper": draft, "alt": "A lathe", "expected_version": 99},
    }


@pytest.fixture
def calls_of_pairs(editor: User, draft: Paper) -> Calls:
    section, question = draft.sections.get(), draft.questions.get()
    other = add_section(actor=editor, paper=make_draft(editor, "Elsewhere"), title="Asks")
    welsh = translate_paper(actor=editor, paper=other.paper, title="Mewn man arall")
    in_english = add_question(actor=editor, section=other, text="Who pays?")
    untied = add_question(actor=editor, section=welsh.sections.all()[0], text="Pwy sy’n talu?")
    return {
        "bring_missing_parts": {"paper": welsh},
        "carry_questions": {"section": section, "questions": [in_english]},
        "confirm_translation": {"paper": welsh, "part": "paper", "part_id": welsh.pk},
        "copy_paper": {"paper": draft, "title": "Copy", "questions": [question], "follows": True},
        "tie_question": {"question": untied, "original": in_english},
        "translate_paper": {"paper": draft, "title": "Gwaith da"},
    }


@pytest.fixture
def calls_of_imports(editor: User) -> Calls:
    document = Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in TEXTS), "plain")
    kept = keep_import(actor=editor, file_name="work.docx", document=document)
    piece = reviewed(kept).pieces[1]
    change = Change.parse(f"role:question:{handle_of(piece)}")
    kept, _ = change_import(actor=editor, paper_import=kept, change=change)
    again = Change.parse(f"role:heading:{handle_of(replace(piece, role=Role.QUESTION))}")
    seen = {"paper_import": kept, "expected_version": kept.version}
    return {
        "change_import": {"paper_import": kept, "change": again},
        "create_paper_from_import": {**seen, "title": "Good work, read in"},
        "discard_import": {"paper_import": kept},
        "keep_import": {"file_name": "other.docx", "document": replace(document, format="docx")},
        "undo_import_change": seen,
    }


@pytest.fixture
def calls_of_life(editor: User) -> Calls:
    live, gone = (make_paper(editor, title=title) for title in ("Live", "Gone"))
    actions.withdraw_paper(actor=editor, paper=gone, reason="Overtaken.")
    link, _ = actions.make_preview_link(actor=editor, paper=live, name="Northfield Trust")
    later = database_now() + timedelta(days=90)
    return {
        "close_paper": {"paper": live},
        "extend_paper": {"paper": live, "closes_at": later, "reason": "A holiday."},
        "make_preview_link": {"paper": live, "name": "Harbour Project"},
        "restore_paper": {"paper": gone},
        "revoke_preview_link": {"link": link},
        "withdraw_paper": {"paper": live, "reason": "Overtaken."},
    }


@pytest.fixture
def calls(
    calls_of_files: Calls,
    calls_of_pairs: Calls,
    calls_of_imports: Calls,
    calls_of_life: Calls,
    calls_of_parts: Calls,
) -> Calls:
    """The arguments of each action, besides the actor."""
    return {
        **calls_of_files,
        **calls_of_pairs,
        **calls_of_imports,
        **calls_of_life,
        **calls_of_parts,
    }


@pytest.fixture
def calls_of_parts(
    editor: User, draft: Paper, calls_of_files: Calls, calls_of_pairs: Calls
) -> Calls:
    """Made last: undoing needs the draft that the others left."""
    section, question = draft.sections.get(), draft.questions.get()
    last = add_section(actor=editor, paper=draft, title="Last")
    asked = asked_question(editor, last, "Asked?")
    retired = asked_question(editor, last, "Retired?", "Asked in another paper.")
    call = add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us.")
    source = add_source(actor=editor, section=section, title="A report")
    draft.refresh_from_db()
    seen = {"expected_version": 99}
    words = {"kind": "open", "text": "Other words?", "context": "", "parts": []}
    return {
        "add_call": {"paper": draft, "audience": "Staff", "text": "Talk to us."},
        "add_question": {"section": section, "text": "And then?"},
        "add_section": {"paper": draft, "title": "End"},
        "add_source": {"section": section, "title": "A study"},
        "change_call": {"call": call, **seen, "audience": "A", "text": "B"},
        "change_paper": {"paper": draft, **seen, "title": "Other"},
        "change_question": {"question": question, **seen, **words},
        "change_section": {"section": section, **seen, "title": "A", "body": "B"},
        "change_source": {"source": source, **seen, "title": "A letter"},
        "create_paper": {"title": "Another paper"},
        "move_question": {"question": question, "direction": "down"},
        "move_section": {"section": section, "direction": "down"},
        "place_question": {"question": question, "section": last, "before": None, **seen},
        "place_section": {"section": last, "before": section, **seen},
        "publish_paper": {"paper": draft},
        "remove_call": {"call": call},
        "remove_question": {"question": question},
        "remove_section": {"section": section},
        "remove_source": {"source": source},
        "replace_question": {"question": asked, "reason": "Too narrow.", "text": "Wider?"},
        "restore_question": {"question": retired},
        "retire_question": {"question": asked, "reason": "Settled since."},
        "undo_last_save": {"paper": draft, "expected_version": draft.draft_version},
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_may(editor: User, lead: User, calls: Calls, name: str) -> None:
    action: Callable[..., object] = getattr(actions, name)
    lines = Activity.objects.count()
    action(actor=lead if name in OF_LEADS else editor, **calls[name])
    assert Activity.objects.count() == lines + (name not in UNLOGGED)


@pytest.mark.parametrize("role", ["participant", "moderator", "analyst"])
@pytest.mark.parametrize("name", NAMES)
def test_others_may_not(request: pytest.FixtureRequest, calls: Calls, name: str, role: str) -> None:
    with pytest.raises(PermissionDenied):
        getattr(actions, name)(actor=request.getfixturevalue(role), **calls[name])


@pytest.mark.parametrize("name", sorted(OF_LEADS))
def test_an_editor_may_not_do_what_is_for_leads(editor: User, calls: Calls, name: str) -> None:
    with pytest.raises(PermissionDenied):
        getattr(actions, name)(actor=editor, **calls[name])
