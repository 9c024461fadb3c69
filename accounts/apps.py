from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import receivers
        from accounts.holdings import everything
        from accounts.organisations import membership_mail, register_mail
        from accounts.people import rights_mail
        from accounts.signing_in import account_mail
        from accounts.signing_in.factors import sample_codes
        from consultation.mail.mailbox.notes import register_notes

        account_mail.register()
        register_notes(sample_codes)
        membership_mail.register()
        register_mail.register()
        rights_mail.register()
        everything.register()
        receivers.connect()
