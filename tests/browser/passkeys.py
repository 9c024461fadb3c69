"""A browser with a place for passkeys, as a phone or a laptop has one."""

from playwright.sync_api import Page


def give_passkeys(page: Page) -> None:
    """Plug in an authenticator that knows its owner and agrees to whatever it is asked."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
