"""Of a paper's life, what the public opens: below `/papers/`."""

from django.urls import path, register_converter

from consultation.lib.tokens import TokenConverter
from papers.views import alerts, diary, previews

register_converter(TokenConverter, "token")

app_name = "life"

urlpatterns = [
    path("alerts/<token:secret>/", alerts.confirm_alert, name="confirm-alert"),
    path("alerts/stop/<str:signed>/", alerts.stop_alert, name="stop-alert"),
    path("preview/<token:secret>/", previews.open_preview, name="open-preview"),
    path("<slug:slug>/tell-me/", alerts.tell_me, name="tell-me"),
    path("<slug:slug>/tell-me/stop/", alerts.stop_waiting, name="stop-waiting"),
    path("<slug:slug>/closing.ics", diary.closing_date, name="closing-date"),
]
