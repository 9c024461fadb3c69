from django.urls import path, register_converter

from consultation.lib.public_ids import PublicIdConverter
from consultation.responses.views import threads, writing

register_converter(PublicIdConverter, "public_id")

app_name = "responses"
urlpatterns = [
    path("papers/<slug:slug>/questions/<int:number>/", threads.question, name="question"),
    path("papers/<slug:slug>/questions/<int:number>/respond/", writing.respond, name="respond"),
    path(
        "papers/<slug:slug>/questions/<int:number>/threads/<public_id:public_id>/",
        threads.thread,
        name="thread",
    ),
    path("responses/<public_id:public_id>/", threads.permalink, name="permalink"),
]
