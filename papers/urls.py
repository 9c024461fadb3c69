"""The papers' desk, below `/desk/papers/`."""

from django.urls import path, register_converter

from papers.actions import Direction
from papers.views import (
    arranging,
    copying,
    files,
    importing,
    keeping,
    life,
    listing,
    pairing,
    papers,
    parts,
    previews,
    questions,
    removing,
    undoing,
)


class DirectionConverter:
    regex = "up|down"

    def to_python(self, value: str) -> Direction:
        return "up" if value == "up" else "down"

    def to_url(self, value: Direction) -> str:
        return value


register_converter(DirectionConverter, "direction")

app_name = "papers"

urlpatterns = [
    path("", listing.list_papers, name="list"),
    path("new/", papers.create_paper, name="create"),
    path("prose-preview/", keeping.prose_preview, name="prose-preview"),
    path("import/", importing.import_paper, name="import"),
    path("import/<int:import_id>/", importing.review_import, name="review-import"),
    path("import/<int:import_id>/confirm/", importing.confirm_import, name="confirm-import"),
    path("import/<int:import_id>/discard/", importing.discard_import, name="discard-import"),
    path("<slug:slug>/", papers.show_structure, name="structure"),
    path("<slug:slug>/details/", papers.edit_paper, name="edit"),
    path("<slug:slug>/preview/", previews.preview_paper, name="preview"),
    path("<slug:slug>/preview/links/", previews.list_preview_links, name="preview-links"),
    path(
        "<slug:slug>/preview/links/<int:link_id>/revoke/",
        previews.revoke_preview_link,
        name="revoke-preview-link",
    ),
    path("<slug:slug>/life/", life.show_life, name="life"),
    path("<slug:slug>/life/dates/", life.schedule, name="schedule"),
    path("<slug:slug>/life/extend/", life.extend, name="extend"),
    path("<slug:slug>/life/close/", life.close, name="close"),
    path("<slug:slug>/life/withdraw/", life.withdraw, name="withdraw"),
    path("<slug:slug>/life/restore/", life.restore, name="restore"),
    path("<slug:slug>/undo/", undoing.undo_save, name="undo"),
    path("<slug:slug>/publish/", papers.publish_paper, name="publish"),
    path("<slug:slug>/copy/", copying.copy_paper, name="copy"),
    path(
        "<slug:slug>/sections/<int:section_id>/carry/",
        copying.carry_questions,
        name="carry-questions",
    ),
    path("<slug:slug>/translation/", pairing.show_translation, name="translation"),
    path("<slug:slug>/translation/missing/", pairing.bring_missing, name="bring-missing"),
    path(
        "<slug:slug>/translation/confirm/",
        pairing.confirm_translation,
        name="confirm-translation",
    ),
    path(
        "<slug:slug>/translation/questions/<int:question_id>/",
        pairing.tie_question,
        name="tie-question",
    ),
    path("<slug:slug>/files/", files.list_files, name="files"),
    path("<slug:slug>/files/new/", files.add_attachment, name="add-attachment"),
    path(
        "<slug:slug>/files/<int:attachment_id>/", files.change_attachment, name="change-attachment"
    ),
    path(
        "<slug:slug>/files/<int:attachment_id>/remove/",
        removing.remove_attachment,
        name="remove-attachment",
    ),
    path(
        "<slug:slug>/files/<int:attachment_id>/move/<direction:direction>/",
        files.move_attachment,
        name="move-attachment",
    ),
    path("<slug:slug>/cover/", files.put_cover, name="put-cover"),
    path("<slug:slug>/cover/words/", files.reword_cover, name="reword-cover"),
    path("<slug:slug>/cover/remove/", removing.remove_cover, name="remove-cover"),
    path("<slug:slug>/sections/new/", parts.add_section, name="add-section"),
    path("<slug:slug>/sections/<int:section_id>/", parts.change_section, name="change-section"),
    path(
        "<slug:slug>/sections/<int:section_id>/remove/",
        removing.remove_section,
        name="remove-section",
    ),
    path(
        "<slug:slug>/sections/<int:section_id>/move/<direction:direction>/",
        arranging.move_section,
        name="move-section",
    ),
    path(
        "<slug:slug>/sections/<int:section_id>/place/",
        arranging.place_section,
        name="place-section",
    ),
    path(
        "<slug:slug>/sections/<int:section_id>/questions/new/",
        questions.add_question,
        name="add-question",
    ),
    path("<slug:slug>/sections/<int:section_id>/sources/new/", parts.add_source, name="add-source"),
    path(
        "<slug:slug>/questions/<int:question_id>/",
        questions.change_question,
        name="change-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/remove/",
        removing.remove_question,
        name="remove-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/move/<direction:direction>/",
        arranging.move_question,
        name="move-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/place/",
        arranging.place_question,
        name="place-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/retire/",
        questions.retire_question,
        name="retire-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/restore/",
        questions.restore_question,
        name="restore-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/replace/",
        questions.replace_question,
        name="replace-question",
    ),
    path("<slug:slug>/sources/<int:source_id>/", parts.change_source, name="change-source"),
    path(
        "<slug:slug>/sources/<int:source_id>/remove/", removing.remove_source, name="remove-source"
    ),
    path("<slug:slug>/calls/new/", parts.add_call, name="add-call"),
    path("<slug:slug>/calls/<int:call_id>/", parts.change_call, name="change-call"),
    path("<slug:slug>/calls/<int:call_id>/remove/", removing.remove_call, name="remove-call"),
]
