"""The desk's formal answers, below `/desk/submissions/`."""

from django.urls import path, register_converter

from consultation.desk.views import submissions
from consultation.lib.public_ids import PublicIdConverter

register_converter(PublicIdConverter, "submission_id")

app_name = "formal"
urlpatterns = [
    path("", submissions.list_submissions, name="list"),
    path("<submission_id:public_id>/", submissions.show_submission, name="submission"),
]
