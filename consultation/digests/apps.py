from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "consultation.digests"
    label = "digests"

    def ready(self) -> None:
        from consultation.digests import holdings
        from consultation.digests.actions import stop_digests
        from consultation.digests.building import KIND
        from consultation.digests.composing import WHY, compose_digest
        from consultation.digests.notice_mail import KIND as NOTICES
        from consultation.digests.notice_mail import WHY as WHY_NOTICES
        from consultation.digests.notice_mail import compose_notices, stop_path
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
        register_kind(
            Kind(
                name=NOTICES,
                title="What is new for you",
                compose=compose_notices,
                why=WHY_NOTICES,
                priority=6,
                stop_path=stop_path,
            )
        )
        holdings.register()
