"""A little OpenID Connect provider: real enough to sign in with, and wrong when told to be."""

import base64
import hashlib
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from pytest_django.fixtures import Settings

from tests.page import read_page

CLIENT_ID: Final = "soundings"
CLIENT_SECRET: Final = "of the tests only"
_KEY: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS_KEY: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """The tests say what it answers; what it was asked is kept."""

    url: str
    claims: dict[str, Any] = field(default_factory=dict)  # over those of a good token
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: Any = _KEY
    algorithm: str = "RS256"
    config: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # paths that answer 500
    begun: dict[str, dict[str, str]] = field(default_factory=dict)  # by code

    def authorize(self, query: dict[str, str]) -> str:
        """Return the code of somebody who has just signed in at the provider."""
        code = secrets.token_hex(8)
        self.begun[code] = query
        return code

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.config,
        }

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def token(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Answer as RFC 6749 and RFC 7636 ask: one code once, with the proof of who began."""
        begun = self.begun.pop(asked.get("code", ""), None)
        proof = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        good = begun is not None and begun["code_challenge"] == challenge
        if not good or asked.get("client_secret") != CLIENT_SECRET:
            return 400, {"error": "invalid_grant"}
        assert begun is not None
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": "a-person",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": begun["nonce"],
            "email": "officer@soundings.example",
            "email_verified": True,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode(claims, self.key, algorithm=self.algorithm, headers={"kid": "one"})
        return 200, {"access_token": "t", "token_type": "Bearer", "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers: dict[str, Callable[[], dict[str, Any]]] = {
                "/.well-known/openid-configuration": provider.discovery,
                "/keys": provider.keys,
                "/userinfo": lambda: {"sub": "a-person", **provider.userinfo},
            }
            self._answer(200, answers[self.path]())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked = dict(parse_qsl(self.rfile.read(length).decode()))
            self._answer(*provider.token(asked))

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            self.send_response(500 if self.path in provider.broken else status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    return Handler


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """Start the provider and set this site up for it."""
    served = Provider(url="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    served.url = settings.OIDC_SERVER_URL = f"http://127.0.0.1:{server.server_port}"
    settings.OIDC_NAME = "Staff Login"
    settings.OIDC_CLIENT_ID = CLIENT_ID
    settings.OIDC_CLIENT_SECRET = CLIENT_SECRET
    settings.OIDC_STAFF_ONLY = False
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


START: Final = "/accounts/single-sign-on/"
BACK: Final = "/accounts/single-sign-on/back/"
ADDRESS: Final = "officer@soundings.example"


def begin(client: Client, **form: str) -> dict[str, str]:
    """Press the button; return what the provider is asked."""
    page = client.post(START, form)
    assert page.status_code == 200, page.content.decode()
    found = re.search(r'content="0; url=([^"]+)"', page.content.decode())
    assert found is not None
    return query_of(unescape(found[1]))


def come_back(client: Client, **query: str) -> Any:
    return client.get(BACK, query)


def sign_in(client: Client, provider: Provider, **form: str) -> Any:
    asked = begin(client, **form)
    return come_back(client, state=asked["state"], code=provider.authorize(asked))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def refused(answer: Any, status: int, heading: str) -> bool:
    assert (answer.status_code, read_page(answer).h1) == (status, heading)
    return True
