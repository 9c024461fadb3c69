from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/organisations/add/", views.add_organisation, name="add-organisation"),
    path(
        "me/organisations/<slug:slug>/leave/", views.leave_organisation, name="leave-organisation"
    ),
]
