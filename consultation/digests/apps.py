from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "consultation.digests"
    label = "digests"

    def ready(self) -> None:
        from consultation.digests import holdings
        from consultation.digests.actions import stop_digests
        from consultation.digests.building import KIND
        from consultation.digests.composing import WHY, compose_digest
        from consultation.mail.kinds import Kind, register_kind

        register_kind(
            Kind(
                name=KIND,
                title="Digest of new responses",
                compose=compose_digest,
                why=WHY,
                priority=7,
                unsubscribe=stop_digests,
            )
        )
        holdings.register()
