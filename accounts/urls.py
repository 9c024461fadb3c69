from django.urls import path, register_converter

from accounts.views import (
    belonging,
    invitations,
    names,
    proving,
    rights,
    sign_in,
    suspension,
    welcome,
)
from consultation.lib.tokens import TokenConverter

# A name of its own: Django takes each converter name once, and the papers have theirs.
register_converter(TokenConverter, "invitation")

app_name = "accounts"
urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("house-rules/", welcome.house_rules, name="house-rules"),
    path("me/name/", names.name, name="name"),
    path("me/sign-in/", sign_in.sign_in, name="sign-in"),
    path("me/sign-in/again/", proving.prove, name="prove"),
    path("me/second-step/", sign_in.second_step, name="second-step"),
    path("me/data/", rights.data, name="data"),
    path("me/data/erasure/", rights.erasure, name="erasure"),
    path("me/data/erasure/take-back/", rights.withdraw_erasure, name="withdraw-erasure"),
    path("me/suspension/", suspension.suspension, name="suspension"),
    path("me/organisations/", belonging.organisations, name="organisations"),
    path("me/organisations/add/", belonging.add_organisation, name="add-organisation"),
    path(
        "me/organisations/<slug:slug>/leave/",
        belonging.leave_organisation,
        name="leave-organisation",
    ),
    path("invitations/", invitations.kept_invitation, name="kept-invitation"),
    path("invitations/<invitation:secret>/", invitations.invitation, name="invitation"),
    path(
        "invitations/<invitation:secret>/sign-in/",
        invitations.sign_in_first,
        name="invitation-sign-in",
    ),
    path(
        "invitations/<invitation:secret>/accept/",
        invitations.accept_invitation,
        name="accept-invitation",
    ),
    path(
        "invitations/<invitation:secret>/decline/",
        invitations.decline_invitation,
        name="decline-invitation",
    ),
]
