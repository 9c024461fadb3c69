"""Reading and writing responses, few and many."""

from collections.abc import Iterator

from bench.lines import Line
from bench.made_site import made_site


def responding() -> Iterator[Line]:
    """Yield the pages of a question and of a thread, the print view, and what a reply costs."""
    with made_site():
        from bench.print_view import print_view
        from bench.question_pages import question_pages
        from bench.replies import replies
        from bench.serving.rate import rate
        from bench.talk import make_talk

        talk = make_talk()
        yield from question_pages(talk)
        yield from print_view(talk)
        yield from rate(talk)
        yield from replies(talk)
