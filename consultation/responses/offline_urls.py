from django.urls import path

from consultation.responses.views import keying_in, offline, read_in

app_name = "offline"
urlpatterns = [
    path("desk/offline/", offline.entries, name="entries"),
    path("desk/offline/new/", offline.begin, name="begin"),
    path("desk/offline/read/", read_in.read, name="read"),
    path("desk/offline/read/<public_id:public_id>/", read_in.review, name="review"),
    path("desk/offline/read/<public_id:public_id>/enter/", read_in.enter, name="enter"),
    path("desk/offline/read/<public_id:public_id>/discard/", read_in.discard, name="discard"),
    path("desk/offline/<public_id:public_id>/", keying_in.entry, name="entry"),
    path("desk/offline/<public_id:public_id>/look/", offline.look, name="look"),
    path("desk/offline/<public_id:public_id>/check/", offline.check, name="check"),
    path("desk/offline/<public_id:public_id>/take-back/", offline.take_back, name="take-back"),
]
