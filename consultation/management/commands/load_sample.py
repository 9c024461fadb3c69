"""Fill an empty database with the sample: people, papers and a conversation about them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from consultation.digests.actions import change_subscription
from consultation.digests.models import Subscription
from consultation.management.sample_accounts import create_sample_people, existing_sample_accounts
from consultation.management.sample_conversation import load_conversation
from consultation.management.sample_formal_answers import load_formal_answers
from consultation.management.sample_register import fill_sample_register
from papers.actions import PaperRefusedError
from papers.loading import load_papers
from papers.models import Paper
from papers.parsing import PaperFileError

CONVERSATION = "responses.toml"
FORMAL_ANSWERS = "formal_answers.toml"


class Command(BaseCommand):
    help = (
        "Load the sample content: one account for each role, the papers of papers/sample/ and "
        "responses and formal answers to them. All or nothing. For trying the product, never for "
        "a real site."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is any paper already"
        )
        parser.add_argument(
            "--print-accounts",
            action="store_true",
            help="print the sample accounts of this database, as lines of “role: address”",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        # What is said goes to stderr, so that stdout holds the accounts alone.
        if not Paper.objects.exists():
            self.stderr.write(f"Loaded {load_sample()} papers.")
        elif options["if_empty"]:
            self.stderr.write("There are papers already: nothing loaded.")
        else:
            raise CommandError("There are papers already. The sample goes into an empty database.")
        if options["print_accounts"]:
            for account in existing_sample_accounts():
                self.stdout.write(f"{account.role_label}: {account.email}")


def load_sample() -> int:
    """Load everything in one transaction; return how many papers there are."""
    folder = Path(settings.ROOT) / "papers" / "sample"
    no_papers = {CONVERSATION, FORMAL_ANSWERS}
    files = [path for path in sorted(folder.glob("*.toml")) if path.name not in no_papers]
    try:
        with transaction.atomic():
            people = create_sample_people()
            fill_sample_register(people)
            papers = load_papers(actor=people["editor"], files=files)
            for key in ("lead", "moderator"):
                # Before the conversation, so that the first digest has something to tell.
                change_subscription(actor=people[key], frequency=Subscription.Frequency.DAILY)
            load_conversation(people=people, path=folder / CONVERSATION)
            load_formal_answers(people=people, path=folder / FORMAL_ANSWERS)
    except (PaperFileError, PaperRefusedError) as error:
        raise CommandError(str(error)) from None
    return len(papers)
