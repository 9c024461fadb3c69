from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "consultation.desk"
    label = "desk"
