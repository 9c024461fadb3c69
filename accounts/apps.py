from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import account_mail, membership_mail, receivers, register_mail, rights_mail
        from accounts.factors import sample_codes
        from accounts.holdings import everything
        from consultation.mail.mailbox.notes import register_notes

        account_mail.register()
        register_notes(sample_codes)
        membership_mail.register()
        register_mail.register()
        rights_mail.register()
        everything.register()
        receivers.connect()
