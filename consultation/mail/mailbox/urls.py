from django.urls import path, re_path

from consultation.mail.mailbox import views
from consultation.mail.mailbox.letters import NAME

app_name = "mailbox"
urlpatterns = [
    path("", views.letter_list, name="letter-list"),
    re_path(rf"^(?P<name>{NAME})/$", views.letter, name="letter"),
    re_path(rf"^(?P<name>{NAME})/html/$", views.letter_html, name="letter-html"),
]
