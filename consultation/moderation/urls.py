"""The moderators' desk, below `/desk/moderation/`."""

from django.urls import path, register_converter

from consultation.lib.public_ids import PublicIdConverter
from consultation.moderation import views

# A name of its own: Django takes each converter name once, and the responses have theirs.
register_converter(PublicIdConverter, "case_id")

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<case_id:public_id>/", views.review, name="review"),
    path("<case_id:public_id>/publish/", views.publish_response, name="publish-response"),
    path("<case_id:public_id>/reject/", views.reject_response, name="reject-response"),
    path("<case_id:public_id>/confirm/", views.confirm_membership, name="confirm-membership"),
]
