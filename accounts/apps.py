from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.factors import sample_codes
        from consultation.mail.mailbox.notes import register_notes
        from accounts import account_mail, membership_mail, register_mail, rights_mail
        from accounts.holdings import everything

        account_mail.register()
        register_notes(sample_codes)
        membership_mail.register()
        register_mail.register()
        rights_mail.register()
        everything.register()
