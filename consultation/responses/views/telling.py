"""Messages beside the response that they are about.

After posting or withdrawing, the browser lands at the response, in the middle of its page. A
message at the top would be out of sight there, and a screen reader begins to read below it.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from consultation.responses.threads.items import ResponseItem


def tell_at(request: HttpRequest, public_id: str, level: int, words: str) -> None:
    """Add a message for the next page, at its top unless it shows the response."""
    messages.add_message(request, level, words, extra_tags=public_id)


class Told:
    """The messages of a page: those about a response go beside it, the rest stay `above`."""

    def __init__(self, request: HttpRequest) -> None:
        self.above: list[Message] = list(messages.get_messages(request))

    def beside(self, items: Sequence[ResponseItem]) -> tuple[ResponseItem, ...]:
        """Return the items, each with the messages about it, which leave `above`."""
        if not any(message.extra_tags for message in self.above):
            return tuple(items)
        return tuple(self._with_told(item) for item in items)

    def _with_told(self, item: ResponseItem) -> ResponseItem:
        told = tuple(each for each in self.above if each.extra_tags == item.public_id)
        self.above = [each for each in self.above if each.extra_tags != item.public_id]
        return replace(item, told=told) if told else item
