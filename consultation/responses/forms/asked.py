"""Forms that answer one question."""

from typing import Final, cast

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from consultation.responses.choosing import Ask
from consultation.responses.fields import choice_field
from papers.pages.asking import lang_attribute

ASKED_OTHERWISE: Final = (
    "This question was changed while you wrote, and is answered in another way now. "
    "Your words are kept: look at the question again, then post them."
)


class AskedForm(forms.Form):
    """A form with a `body`, that answers a question as it was asked when its page was opened."""

    # How the question was answered then: what was chosen means nothing else.
    kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    ask: Ask

    def _put_question(self, ask: Ask) -> None:
        """Offer what can be chosen; say how long the answer may be, and the help of its author."""
        self.ask = ask
        self.fields["kind"].initial = ask.kind
        body = self.fields["body"]
        if ask.options:
            self.fields["choice"] = choice_field(ask)
        if ask.word_limit:
            body.help_text = f"At most {ask.word_limit:,} words. {body.help_text}"
            body.widget.attrs["data-max-words"] = ask.word_limit
        if ask.help_text:
            first = self.fields.get("choice", body)
            first.help_text = format_html(
                "<span {}>{}</span> {}",
                lang_attribute(ask.language),
                ask.help_text,
                mark_safe(first.help_text),  # noqa: S308  # our own words, written as HTML
            )

    def clean_kind(self) -> str:
        """Refuse what was chosen in answer to another kind of question, and ask anew."""
        kind: str = self.cleaned_data["kind"]
        if kind and kind != self.ask.kind:
            self._put_back("kind", self.ask.kind)
            self.add_error(None, ASKED_OTHERWISE)
        return kind

    def _put_back(self, name: str, value: str) -> None:
        # A copy that can be changed, and in which a box keeps all that was ticked.
        data = cast(QueryDict, self.data).copy()
        data[name] = value
        self.data = data
