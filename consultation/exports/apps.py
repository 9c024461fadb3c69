from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "consultation.exports"
    label = "exports"
