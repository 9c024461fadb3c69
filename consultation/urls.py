"""Every address of the site; each part names its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from consultation.operators import urls as operators

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("consultation.reading.urls")),
    path("", include("consultation.responses.urls")),
    path("papers/", include("consultation.responses.submission_urls")),
    path("", include("consultation.responses.offline_urls")),
    path("papers/", include("papers.life_urls")),
    path("papers/", include("papers.file_urls")),
    path("accounts/", include("accounts.entrance_urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/", include("accounts.factor_urls")),
    path("people/", include("accounts.urls")),
    path("people/", include("consultation.digests.urls")),
    path("organisations/", include("accounts.organisation_urls")),
    path("desk/", include("consultation.desk.urls")),
    path("desk/papers/", include("papers.urls")),
    path("desk/organisations/", include("accounts.register_urls")),
    path("desk/submissions/", include("consultation.desk.submission_urls")),
    path("desk/people/", include("consultation.desk.people_urls")),
    path("desk/moderation/", include("consultation.moderation.urls")),
    path("desk/exports/", include("consultation.exports.urls")),
    path("mail/", include("consultation.mail.urls")),
]

if settings.MAILBOX_FOLDER is not None:
    urlpatterns.append(path("mailbox/", include("consultation.mail.mailbox.urls")))

if settings.ADMIN_PATH:
    urlpatterns.append(path(settings.ADMIN_PATH, operators.urlpatterns))

handler400 = "consultation.reading.errors.bad_request"
handler403 = "consultation.reading.errors.forbidden"
handler404 = "consultation.reading.errors.not_found"
handler429 = "accounts.views.entrance.too_many_tries"  # allauth's own name
handler500 = "consultation.reading.errors.server_error"
