from django.urls import path

from consultation.digests.views import notices, preferences

app_name = "digests"
urlpatterns = [
    path("me/mail/", preferences.preferences, name="preferences"),
    path("me/mail/notices/", notices.change_notices, name="change-notices"),
    path("me/mail/stop/<str:signed>/", notices.stop_by_mail, name="stop-notices"),
    path("me/notices/", notices.notices, name="notices"),
    path("me/notices/read/", notices.read_notices, name="read-notices"),
    path("me/notices/<int:pk>/", notices.open_notice, name="open-notice"),
]
