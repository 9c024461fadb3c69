from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """The site itself: settings, URLs and commands; it holds no models."""

    name = "consultation"
