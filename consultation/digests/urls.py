from django.urls import path

from consultation.digests import notice_views, views

app_name = "digests"
urlpatterns = [
    path("me/mail/", views.preferences, name="preferences"),
    path("me/mail/notices/", notice_views.change_notices, name="change-notices"),
    path("me/mail/stop/<str:signed>/", notice_views.stop_by_mail, name="stop-notices"),
    path("me/notices/", notice_views.notices, name="notices"),
    path("me/notices/read/", notice_views.read_notices, name="read-notices"),
    path("me/notices/<int:pk>/", notice_views.open_notice, name="open-notice"),
]
