"""Telling what was done at the response that it was done to, where its reader is taken.

They land in the middle of a page: what stood at the top of it would be out of sight, and a screen
reader would begin to read below it.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from consultation.responses.threads.items import ResponseItem


def tell_at(request: HttpRequest, public_id: str, level: int, words: str) -> None:
    """Say it beside the response, or at the top of a page that does not show it."""
    messages.add_message(request, level, words, extra_tags=public_id)


class Told:
    """What is to be said on a page: some at its responses, the rest above everything."""

    def __init__(self, request: HttpRequest) -> None:
        self.above: list[Message] = list(messages.get_messages(request))

    def beside(self, items: Sequence[ResponseItem]) -> tuple[ResponseItem, ...]:
        """Return the items with what is said of them, which is not said above any more."""
        if not any(message.extra_tags for message in self.above):
            return tuple(items)
        return tuple(self._with_told(item) for item in items)

    def _with_told(self, item: ResponseItem) -> ResponseItem:
        told = tuple(each for each in self.above if each.extra_tags == item.public_id)
        self.above = [each for each in self.above if each.extra_tags != item.public_id]
        return replace(item, told=told) if told else item
