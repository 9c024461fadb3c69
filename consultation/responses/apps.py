from django.apps import AppConfig
from django.db.models.signals import pre_save


class ResponsesConfig(AppConfig):
    name = "consultation.responses"
    label = "responses"

    def ready(self) -> None:
        """Undo the package's receiver that re-publishes every reply below a saved comment.

        It is connected with the model's label, so a replaced model gets it too; state changes here
        only through actions (docs/decisions/0002-comments-packages-as-storage.md).
        """
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from consultation.responses import holdings
        from consultation.responses.formal import submission_mail

        holdings.register()
        submission_mail.register()
        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender="responses.Response")
