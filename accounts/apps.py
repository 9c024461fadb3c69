from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import account_mail, membership_mail, register_mail, rights_mail
        from accounts.holdings import everything

        account_mail.register()
        membership_mail.register()
        register_mail.register()
        rights_mail.register()
        everything.register()
