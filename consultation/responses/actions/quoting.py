"""What a new response quotes, and whom it mentions."""

from collections.abc import Sequence

from consultation.responses.actions.errors import CannotMentionError, QuoteGoneError
from consultation.responses.models import Mention, Quote, Response
from consultation.responses.taking_part.mentioning import MOST
from consultation.responses.taking_part.quoting import LONGEST, QuoteOf, quotable_text


def keep_quote(response: Response, quote: QuoteOf) -> None:
    """Keep what a new response quotes of a public one to the same question. Two queries.

    Raises QuoteGoneError when the words are not there (any more).
    """
    public = Response.objects.public().filter(question_id=response.question_id)
    source = public.filter(pk=quote.source.pk, version=quote.source.version).first()
    if source is None or not _is_span(quote, quotable_text(source)):
        raise QuoteGoneError
    Quote.objects.create(
        response=response,
        source=source,
        version=source.version,
        start=quote.start,
        end=quote.end,
    )


def keep_mentions(response: Response, mentioned: Sequence[Response]) -> None:
    """Keep whom a new reply mentions: others who spoke by name in its thread. Two queries.

    Raises CannotMentionError.
    """
    wanted = {each.pk for each in mentioned}
    spoken = Response.objects.public().filter(root_id=response.root_id, is_nameless=False)
    found = spoken.filter(pk__in=wanted).exclude(user=response.user)
    if len(wanted) > MOST or len(wanted) != len(found):
        raise CannotMentionError
    Mention.objects.bulk_create(Mention(response=response, mentioned=each) for each in found)


def _is_span(quote: QuoteOf, text: str) -> bool:
    return 0 <= quote.start < quote.end <= len(text) and quote.end - quote.start <= LONGEST
