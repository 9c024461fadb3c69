from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "papers"

    def ready(self) -> None:
        from papers import holdings
        from papers.alerts import alert_mail

        alert_mail.register()
        holdings.register()
