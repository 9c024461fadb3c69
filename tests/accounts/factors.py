"""A passkey in software, and sessions that have just shown whose they are."""

import hashlib
import json
import time
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

from accounts.models import User

HOST = "localhost"  # over http no other may use passkeys
ORIGIN = f"http://{HOST}"
FLAG = AuthenticatorData.FLAG


def browser_of(person: User, *, proved: str = "code") -> Client:
    """Return a signed-in browser in which the person has just shown who they are, by this way."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    if proved:
        prove(client, person, proved)
    return client


def prove(client: Client, person: User, method: str, *, ago: int = 0) -> None:
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time() - ago}]
    session["account_authentication_methods_user"] = user_id_to_str(person)
    session.save()


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class SoftKey:
    """What a phone or a security key does, for one account."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()[:16]
        self.handle = b""

    def make(self, options: str, *, verified: bool = True, claims: bool = True) -> str:
        """Answer to creation options; `claims` is what the browser says of signing in alone."""
        asked = json.loads(options)["publicKey"]
        self.handle = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        attested = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        flags = FLAG.UP | FLAG.AT | (FLAG.UV if verified else 0)
        data = AuthenticatorData.create(_hash(HOST.encode()), flags, 0, attested)
        response = {
            "clientDataJSON": _client_data("webauthn.create", asked["challenge"]),
            "attestationObject": websafe_encode(
                cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
            ),
        }
        return self._said(response, {"credProps": {"rk": claims}})

    def use(self, options: str | dict[str, Any], *, verified: bool = True) -> str:
        """Answer to request options."""
        asked = (json.loads(options) if isinstance(options, str) else options)["publicKey"]
        client_data = _client_data("webauthn.get", asked["challenge"])
        data = AuthenticatorData.create(
            _hash(HOST.encode()), FLAG.UP | (FLAG.UV if verified else 0), 1
        )
        signed = data + _hash(websafe_decode(client_data))
        signature = self.private.sign(signed, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": client_data,
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(self.handle),
        }
        return self._said(response, {})

    def _said(self, response: dict[str, str], extensions: dict[str, Any]) -> str:
        own_id = websafe_encode(self.id)
        about = {"id": own_id, "rawId": own_id, "type": "public-key"}
        return json.dumps({**about, "response": response, "clientExtensionResults": extensions})


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _client_data(kind: str, challenge: str) -> str:
    said = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
    return websafe_encode(json.dumps(said).encode())


def add_passkey(client: Client, *, alone: bool, verified: bool = True) -> tuple[SoftKey, Any]:
    """Add a passkey as its owner would; return it and the answer."""
    key = SoftKey()
    page = client.get("/accounts/2fa/webauthn/add/")
    sent = {"name": "My phone", "credential": key.make(page.context["options"], verified=verified)}
    if alone:
        sent["passwordless"] = "on"
    return key, client.post("/accounts/2fa/webauthn/add/", sent)


def kinds_of(person: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=person).values_list("type", flat=True))
