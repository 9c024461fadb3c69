"""The register as staff keep it, below `/desk/organisations/`."""

from django.urls import URLPattern, path, register_converter

from accounts.views import deciding, register, register_import
from consultation.lib.public_ids import PublicIdConverter


class StaffDecisionConverter:
    regex = "owner|member|refuse"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StaffDecisionConverter, "staff_decision")
register_converter(PublicIdConverter, "appointed_id")

app_name = "register"
urlpatterns: list[URLPattern] = [
    path("", register.list_organisations, name="list"),
    path("add/", register.add, name="add"),
    path("requests/", deciding.list_requests, name="requests"),
    path("import/", register_import.import_register, name="import"),
    path("import/template/", register_import.import_template, name="import-template"),
    path("import/<int:import_id>/", register_import.review_import, name="review-import"),
    path("import/<int:import_id>/apply/", register_import.apply_import, name="apply-import"),
    path("import/<int:import_id>/discard/", register_import.discard_import, name="discard-import"),
    path(
        "import/<int:import_id>/refused/", register_import.refused_of_import, name="refused-lines"
    ),
    path("<slug:slug>/", register.organisation, name="organisation"),
    path("<slug:slug>/edit/", register.change, name="change"),
    path("<slug:slug>/verify/", register.verify, name="verify"),
    path("<slug:slug>/decline/", register.decline, name="decline"),
    path("<slug:slug>/people/", deciding.show_people, name="people"),
    path(
        "<slug:slug>/people/<appointed_id:public_id>/own/",
        deciding.appoint_owner,
        name="appoint-owner",
    ),
    path(
        "<slug:slug>/requests/<int:request_id>/<staff_decision:decision>/",
        deciding.decide_request,
        name="decide-request",
    ),
]
