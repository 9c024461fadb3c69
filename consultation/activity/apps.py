from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "consultation.activity"
    label = "activity"
