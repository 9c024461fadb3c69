from django.urls import path, register_converter

from consultation.lib.public_ids import PublicIdConverter
from consultation.responses import views

register_converter(PublicIdConverter, "public_id")

app_name = "responses"
urlpatterns = [
    path("papers/<slug:slug>/questions/<int:number>/", views.question, name="question"),
    path("papers/<slug:slug>/questions/<int:number>/respond/", views.respond, name="respond"),
    path(
        "papers/<slug:slug>/questions/<int:number>/threads/<public_id:public_id>/",
        views.thread,
        name="thread",
    ),
    path("responses/<public_id:public_id>/", views.permalink, name="permalink"),
]
