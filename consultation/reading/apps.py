from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "consultation.reading"
    label = "reading"
