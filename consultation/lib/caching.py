"""The cache, and what a browser may keep."""

import logging
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Final

from django.core.cache.backends.redis import RedisCache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Fetched in one go: a hundred kept texts are some megabytes at the most.
_LOOKED_AT_ONCE: Final = 100


class ForgivingRedisCache(RedisCache):
    """A cache whose loss makes pages slower and rate limits open, never an error.

    The choice to fail open is written down in docs/security.md.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().add, True, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._try(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._try(super().set, None, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().touch, False, *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().delete, False, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return dict(self._try(super().get_many, {}, *args, **kwargs))

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().has_key, False, *args, **kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._try(super().incr, 1, *args, **kwargs))

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        return list(self._try(super().set_many, [], *args, **kwargs))

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._try(super().delete_many, None, *args, **kwargs)

    def forget_mentions(self, words: Iterable[str]) -> int:
        """Delete every key of the cache that holds one of the words, itself or in what it keeps."""
        return int(self._try(self._forget_mentions, 0, [word.encode() for word in words if word]))

    def _forget_mentions(self, words: list[bytes]) -> int:
        client = self._cache.get_client(None, write=True)  # type: ignore[attr-defined]
        forgotten = 0
        keys = client.scan_iter(match=f"{self.key_prefix}:*", count=1_000)
        while batch := list(islice(keys, _LOOKED_AT_ONCE)):
            both = zip(batch, client.mget(batch), strict=True)
            texts = ((key, key.lower() + bytes(kept or b"").lower()) for key, kept in both)
            found = [key for key, text in texts if any(word in text for word in words)]
            forgotten += client.delete(*found) if found else 0
        return forgotten

    def forget_named(self, beginning: str) -> int:
        """Delete every key that begins so, whatever it keeps."""
        return int(self._try(self._forget_named, 0, beginning))

    def _forget_named(self, beginning: str) -> int:
        client = self._cache.get_client(None, write=True)  # type: ignore[attr-defined]
        keys = client.scan_iter(match=f"{self.make_key(beginning)}*", count=1_000)
        forgotten = 0
        while batch := list(islice(keys, _LOOKED_AT_ONCE)):
            forgotten += client.unlink(*batch)
        return forgotten

    def clear(self) -> None:
        """Delete the keys of this cache; Django's empties the database, queued tasks and all."""
        self._try(self._clear, None)

    def _clear(self) -> None:
        client = self._cache.get_client(None, write=True)  # type: ignore[attr-defined]
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1_000))
        for start in range(0, len(keys), 1_000):
            client.unlink(*keys[start : start + 1_000])

    @staticmethod
    def _try(call: Callable[..., Any], otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return call(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("the cache does not answer: %s", type(error).__name__)
            return otherwise


class PrivateWhenSignedIn:
    """Keep every page of a signed-in person out of shared caches and of the back button.

    After signing out on a shared computer, nothing of theirs may come back (ASVS 14.3.2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
