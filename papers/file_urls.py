"""A paper's files, as readers have them: below `/papers/`."""

from django.urls import path, register_converter

from consultation.lib.public_ids import PublicIdConverter
from consultation.lib.tokens import TokenConverter
from papers.views import offering

register_converter(PublicIdConverter, "file_id")
register_converter(TokenConverter, "preview_secret")

app_name = "files"

urlpatterns = [
    path(
        "<slug:slug>/files/<file_id:public_id>/<str:file_name>",
        offering.attachment,
        name="attachment",
    ),
    path("<slug:slug>/cover/<file_id:public_id>", offering.cover, name="cover"),
    path(
        "preview/<preview_secret:secret>/files/<file_id:public_id>/<str:file_name>",
        offering.previewed_attachment,
        name="previewed-attachment",
    ),
    path(
        "preview/<preview_secret:secret>/cover/<file_id:public_id>",
        offering.previewed_cover,
        name="previewed-cover",
    ),
]
