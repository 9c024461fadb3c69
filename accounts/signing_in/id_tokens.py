"""What a sign-in provider says of somebody, believed only where every check holds."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Final

import jwt

# Signatures only a holder of the provider's private key can make: never "none", never HMAC.
ALGORITHMS: Final = [
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
]
LEEWAY_SECONDS: Final = 60
REQUIRED: Final = ["iss", "aud", "exp", "iat", "sub"]


class UntrustedTokenError(ValueError):
    """The token is not from the provider, not for this site, not fresh or not for this sign-in."""


def read_id_token(
    token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """Return what the token says, checked as OpenID Connect Core 3.1.3.7 asks.

    The signature is checked although the token comes straight from the provider: a mistake in
    how TLS is set up must not be enough to sign in as anybody. Raises UntrustedTokenError.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key_for(token, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise UntrustedTokenError(type(error).__name__) from error
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise UntrustedTokenError("nonce")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client_id) != client_id:
        raise UntrustedTokenError("azp")
    return claims


def name_of(claims: Mapping[str, Any]) -> str:
    """Return our name for whom the token is about: one a provider and a person, never reused."""
    whole = f"{claims['iss']}\n{claims['sub']}"
    return hashlib.sha256(whole.encode()).hexdigest()


def _key_for(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    wanted = jwt.get_unverified_header(token).get("kid")
    fitting = [key for key in known if wanted in {None, key.key_id}]
    if len(fitting) != 1:
        raise UntrustedTokenError("kid")
    return fitting[0]
