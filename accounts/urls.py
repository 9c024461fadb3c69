from django.urls import path

from accounts.views import belonging, names, sign_in

app_name = "accounts"
urlpatterns = [
    path("me/name/", names.name, name="name"),
    path("me/sign-in/", sign_in.sign_in, name="sign-in"),
    path("me/organisations/", belonging.organisations, name="organisations"),
    path("me/organisations/add/", belonging.add_organisation, name="add-organisation"),
    path(
        "me/organisations/<slug:slug>/leave/",
        belonging.leave_organisation,
        name="leave-organisation",
    ),
]
