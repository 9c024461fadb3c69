from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "consultation.moderation"
    label = "moderation"

    def ready(self) -> None:
        from consultation.mail.kinds import Kind, register_kind
        from consultation.moderation import holdings
        from consultation.moderation.composing import (
            WHY,
            compose_edit_refused,
            compose_published,
            compose_rejected,
        )
        from consultation.moderation.readiness import check_reasons
        from papers.readiness import register_check

        register_kind(
            Kind(
                name="response_published",
                title="Your response is published",
                compose=compose_published,
                why=WHY,
            )
        )
        register_kind(
            Kind(
                name="response_rejected",
                title="Your response is not published",
                compose=compose_rejected,
                why=WHY,
            )
        )
        register_kind(
            Kind(
                name="edit_refused",
                title="Your change is not published",
                compose=compose_edit_refused,
                why=WHY,
            )
        )
        register_check(check_reasons)
        holdings.register()
