from django.urls import path, register_converter

from consultation.lib.public_ids import PublicIdConverter
from consultation.responses.views import (
    carrying,
    changing,
    drafts,
    edit_drafts,
    editing,
    handling,
    printing,
    taking_part,
    threads,
    writing,
)

register_converter(PublicIdConverter, "public_id")

app_name = "responses"
urlpatterns = [
    path("papers/<slug:slug>/questions/<int:number>/", threads.question, name="question"),
    path(
        "papers/<slug:slug>/questions/<int:number>/print/",
        printing.print_question,
        name="print-question",
    ),
    path("papers/<slug:slug>/questions/<int:number>/respond/", writing.respond, name="respond"),
    path("papers/<slug:slug>/questions/<int:number>/draft/", drafts.save, name="draft"),
    path("papers/<slug:slug>/questions/<int:number>/preview/", drafts.preview, name="preview"),
    path("people/me/drafts/", drafts.drafts, name="drafts"),
    path("people/me/drafts/<int:pk>/discard/", drafts.discard, name="discard-draft"),
    path(
        "papers/<slug:slug>/questions/<int:number>/threads/<public_id:public_id>/",
        threads.thread,
        name="thread",
    ),
    path("responses/<public_id:public_id>/", threads.permalink, name="permalink"),
    path("papers/<slug:slug>/follow/", taking_part.follow_paper, name="follow-paper"),
    path(
        "papers/<slug:slug>/questions/<int:number>/follow/",
        taking_part.follow_question,
        name="follow-question",
    ),
    path("responses/carry/", carrying.carry_on, name="carry"),
    path("responses/react/", taking_part.react_to_response, name="react"),
    path(
        "responses/<public_id:public_id>/follow/", taking_part.follow_thread, name="follow-thread"
    ),
    path("responses/<public_id:public_id>/edit/", editing.edit, name="edit"),
    path("responses/<public_id:public_id>/edit/draft/", edit_drafts.save, name="edit-draft"),
    path("responses/<public_id:public_id>/withdraw/", changing.withdraw, name="withdraw"),
    path("responses/<public_id:public_id>/history/", changing.history, name="history"),
    path("responses/<public_id:public_id>/pin/", handling.pin, name="pin"),
    path("responses/<public_id:public_id>/close/", handling.close_thread, name="close-thread"),
    path("papers/<slug:slug>/questions/<int:number>/answered/", handling.answered, name="answered"),
]
