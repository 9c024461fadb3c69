"""The papers' desk, below `/desk/papers/`."""

from django.urls import path, register_converter

from papers.actions import Direction
from papers.views import arranging, papers, parts


class DirectionConverter:
    regex = "up|down"

    def to_python(self, value: str) -> Direction:
        return "up" if value == "up" else "down"

    def to_url(self, value: Direction) -> str:
        return value


register_converter(DirectionConverter, "direction")

app_name = "papers"

urlpatterns = [
    path("", papers.list_papers, name="list"),
    path("new/", papers.create_paper, name="create"),
    path("<slug:slug>/", papers.show_structure, name="structure"),
    path("<slug:slug>/details/", papers.edit_paper, name="edit"),
    path("<slug:slug>/preview/", papers.preview_paper, name="preview"),
    path("<slug:slug>/publish/", papers.publish_paper, name="publish"),
    path("<slug:slug>/sections/new/", parts.add_section, name="add-section"),
    path("<slug:slug>/sections/<int:section_id>/", parts.change_section, name="change-section"),
    path(
        "<slug:slug>/sections/<int:section_id>/remove/",
        arranging.remove_section,
        name="remove-section",
    ),
    path(
        "<slug:slug>/sections/<int:section_id>/move/<direction:direction>/",
        arranging.move_section,
        name="move-section",
    ),
    path(
        "<slug:slug>/sections/<int:section_id>/questions/new/",
        parts.add_question,
        name="add-question",
    ),
    path("<slug:slug>/sections/<int:section_id>/sources/new/", parts.add_source, name="add-source"),
    path("<slug:slug>/questions/<int:question_id>/", parts.change_question, name="change-question"),
    path(
        "<slug:slug>/questions/<int:question_id>/remove/",
        arranging.remove_question,
        name="remove-question",
    ),
    path(
        "<slug:slug>/questions/<int:question_id>/move/<direction:direction>/",
        arranging.move_question,
        name="move-question",
    ),
    path(
        "<slug:slug>/sources/<int:source_id>/remove/", arranging.remove_source, name="remove-source"
    ),
    path("<slug:slug>/calls/new/", parts.add_call, name="add-call"),
    path("<slug:slug>/calls/<int:call_id>/remove/", arranging.remove_call, name="remove-call"),
]
