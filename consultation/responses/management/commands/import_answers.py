"""Read an organisation's answers from a document, and say which question each stretch answers."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from consultation.responses.splitting import Asked, Split, split_answers
from papers.access import get_published_paper_or_404
from papers.management.files import read_file


class Command(BaseCommand):
    help = (
        "Read a document (.docx, .odt, .pdf, .html, .md or .txt) in which a paper's questions are "
        "answered, and print what answers which. Nothing is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the paper's, as in its address")
        parser.add_argument(
            "file", metavar="FILE", help="the file to read; - reads what is piped in"
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="print one JSON object, as docs/answers-from-documents.md says",
        )

    def handle(self, *_args: Any, slug: str, file: str, **options: Any) -> None:
        try:
            content = get_published_paper_or_404(slug).content
        except Http404:
            raise CommandError(f"No published paper has the address /papers/{slug}/.") from None
        asked = tuple(
            Asked(question.number, question.text, question.parts, question.is_recommendation)
            for section in content.sections
            for question in section.questions
        )
        split = split_answers(read_file(file), asked)
        if options["json"]:
            self.stdout.write(json.dumps(split.as_json(), ensure_ascii=False))
        else:
            self.stdout.write(in_words(split, asked))


def in_words(split: Split, asked: tuple[Asked, ...]) -> str:
    """What was found, a line a question, for a person at a terminal."""
    answers = {answer.question: answer for answer in split.answers}
    lines = []
    for one in asked:
        if answer := answers.get(one.number):
            words = len(answer.text.split())
            sure = f"{answer.confidence:.0%} sure, by {answer.matched_by}"
            lines.append(f"{one.number}. {words} words ({sure})")
        else:
            lines.append(f"{one.number}. no answer")
    left = sum(len(one.text.split()) for one in split.unplaced)
    return "\n".join([*lines, f"{left} words answer nothing; coverage {split.coverage:.3f}"])
