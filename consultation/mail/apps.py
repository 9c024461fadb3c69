from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "consultation.mail"
    label = "mail"
