from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "consultation.digests"
    label = "digests"
