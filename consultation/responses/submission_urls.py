"""Formal answers to a paper, below the paper's own address."""

from django.urls import path, register_converter

from consultation.lib.public_ids import PublicIdConverter
from consultation.lib.references import ReferenceConverter
from consultation.responses.views import (
    answering,
    coming_late,
    rooms,
    sending,
    sent,
    settling,
    versions,
)

register_converter(PublicIdConverter, "room_id")
register_converter(ReferenceConverter, "sent")

app_name = "submissions"
ROOM = "<slug:slug>/answer/<room_id:public_id>/"
SENT = "<slug:slug>/answer/sent/<sent:reference>/"
urlpatterns = [
    path("<slug:slug>/answer/", rooms.entry, name="entry"),
    path(ROOM, rooms.room, name="room"),
    path(f"{ROOM}who/", rooms.respondent, name="respondent"),
    path(f"{ROOM}comment/", rooms.comment, name="comment"),
    path(f"{ROOM}discard/", rooms.discard, name="discard"),
    path(f"{ROOM}<int:number>/", answering.answer, name="answer"),
    path(f"{ROOM}<int:number>/settle/", settling.settle, name="settle"),
    path(f"{ROOM}<int:number>/versions/", versions.versions, name="versions"),
    path(f"{ROOM}check/", sending.check, name="check"),
    path(f"{ROOM}send/", sending.send, name="send"),
    path(f"{ROOM}ask/", sending.ask, name="ask"),
    path(f"{ROOM}take-back/", sending.take_back, name="take-back"),
    path(f"{ROOM}send-back/", sending.send_back, name="send-back"),
    path(f"{SENT}receipt.pdf", sent.receipt, name="receipt"),
    path(f"{SENT}withdraw/", sent.withdraw, name="withdraw"),
    path(f"{SENT}again/", sent.begin_again, name="begin-again"),
    path(f"{SENT}<int:number>/discard/", coming_late.discard_late, name="discard-late"),
]
