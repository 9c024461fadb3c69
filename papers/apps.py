from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "papers"

    def ready(self) -> None:
        from papers import alert_mail, holdings

        alert_mail.register()
        holdings.register()
