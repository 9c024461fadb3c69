from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "consultation.lib"
    label = "lib"
