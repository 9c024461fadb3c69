from django.urls import path

from consultation.desk.views import front

app_name = "desk"
urlpatterns = [path("", front.home, name="home")]
