from django.urls import path

from consultation.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.list_exports, name="list"),
    path("<slug:slug>/csv/", views.export_csv, name="csv"),
]
