"""The desk's formal answers, below `/desk/submissions/`."""

from django.urls import path, register_converter

from consultation.desk import submission_views
from consultation.lib.public_ids import PublicIdConverter

register_converter(PublicIdConverter, "submission_id")

app_name = "formal"
urlpatterns = [
    path("", submission_views.list_submissions, name="list"),
    path("<submission_id:public_id>/", submission_views.show_submission, name="submission"),
]
