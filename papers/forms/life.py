"""The dates of a paper, its extension and withdrawal, and who is shown it beforehand."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consultation.lib.addresses import check_address
from papers.actions.previewing import DAYS, MOST_DAYS
from papers.fields import LineField, MomentField, ProseField
from papers.forms.versions import PartForm, VersionedForm, missing
from papers.models import Paper
from papers.stages import Stage

LONDON_TIME = "London time."


class ScheduleForm(VersionedForm):
    """The dates that may still be changed; one that is fixed has no field."""

    part_fields = ("announced_at", "opens_at", "closes_at")

    announced_at = MomentField(
        label="Under embargo until",
        required=False,
        help_text=f"{LONDON_TIME} Until then nobody but staff, and people with a preview link, "
        "can see an edition that you publish. Empty: the public sees it as soon as you publish.",
    )
    opens_at = MomentField(
        label="Opens",
        required=False,
        help_text=f"{LONDON_TIME} Before that the public page says what is coming, without the "
        "questions.",
    )
    closes_at = MomentField(label="Closes", required=False, help_text=LONDON_TIME)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._fixed(paper):
            del self.fields[name]
        if paper.stage.is_public:
            self.fields[
                "closes_at"
            ].help_text = (
                f"{LONDON_TIME} An earlier date only: to give more time, extend the paper."
            )

    @staticmethod
    def _fixed(paper: Paper) -> set[str]:
        fixed = {"announced_at"} if paper.stage.is_public else set()
        if paper.stage.is_public and paper.stage != Stage.ANNOUNCED:
            fixed.add("opens_at")
        return fixed


class ExtendForm(PartForm):
    """A later closing date, with the reason readers are given."""

    closes_at = MomentField(
        label="New closing date",
        help_text=LONDON_TIME,
        error_messages=missing("Say when the paper closes now."),
    )
    reason = LineField(
        label="Reason, for readers",
        max_length=300,
        help_text="One sentence. It stands on the paper’s page, in the diary file and in the mail "
        "to everyone who asked to be told.",
        error_messages=missing("Say why: readers planned by the old date."),
    )
    # The closing date that stood on the page: a second editor's extension is not overwritten.
    extended_from = forms.CharField(
        widget=forms.HiddenInput, error_messages=missing("Open this page again.")
    )

    def clean_extended_from(self) -> datetime:
        try:
            moment = datetime.fromisoformat(self.cleaned_data["extended_from"])
        except ValueError:
            moment = datetime.min  # noqa: DTZ901 (refused in the next line)
        if moment.tzinfo is None:
            raise ValidationError("The form does not say which date it was made of. Open it again.")
        return moment


class WithdrawForm(PartForm):
    """Why a paper is taken back."""

    reason = ProseField(
        label="Reason, for readers",
        max_length=1_000,
        rows=4,
        help_text="It stands at the top of the paper’s page from now on.",
        error_messages=missing("Say why: people may have spent an evening on their answers."),
    )


class ConfirmForm(PartForm):
    """A button that is pressed on a page of its own."""


class PreviewLinkForm(PartForm):
    """Who is shown a paper before the public, and for how long."""

    name = LineField(
        label="For whom",
        max_length=120,
        help_text="A person’s role or an organisation. Only staff see it.",
        error_messages=missing("Say whom the link is for: you will want to know which to revoke."),
    )
    days = forms.IntegerField(
        label="Works for how many days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
        help_text=f"1 to {MOST_DAYS}.",
    )


class AddressForm(PartForm):
    """Where to write when a paper opens."""

    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Type the address we shall write to.",
            "invalid": "Type an address like name@example.org.",
        },
    )

    def clean_email(self) -> str:
        """Return it; raises ValidationError for one that no mail could carry."""
        return check_address(self.cleaned_data["email"])
