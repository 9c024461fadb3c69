from django.urls import path

from consultation.digests import views

app_name = "digests"
urlpatterns = [path("me/mail/", views.preferences, name="preferences")]
