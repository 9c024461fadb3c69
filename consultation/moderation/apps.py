from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "consultation.moderation"
    label = "moderation"
