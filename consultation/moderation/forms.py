from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from consultation.lib.text import StorableText
from consultation.moderation.models import Reason
from consultation.responses.models import Response

if TYPE_CHECKING:
    ReasonChoice = forms.ModelChoiceField[Reason]
else:  # generic for the type checker only
    ReasonChoice = forms.ModelChoiceField


class ReasonField(ReasonChoice):
    """Reasons as radio buttons, each with the rule that its author will read."""

    def label_from_instance(self, reason: Reason) -> SafeString:
        return format_html(
            '<span><span class="reason-title">{}</span> <span class="reason-rule">{}</span></span>',
            reason.title,
            reason.rule,
        )


class RejectForm(forms.Form):
    """Why a response is not published, and what its author is told beside the rule."""

    reason = ReasonField(
        queryset=Reason.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label="Which rule does it break?",
        error_messages={"required": "Choose the rule it breaks. Its author is told which."},
    )
    words = forms.CharField(
        required=False,
        max_length=1_000,
        label="Words to its author",
        help_text="Sent with the rule: what to change, so that it could be published.",
        validators=[StorableText()],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = Reason.objects.for_paper(response.question.paper)
        cast(ReasonField, self.fields["reason"]).queryset = reasons
        if response.user_id is None:  # its author was erased, and nobody is told
            del self.fields["words"]
            self.fields["reason"].error_messages["required"] = "Choose the rule it breaks."
        elif response.visibility == Response.Visibility.PRIVATE:
            self.fields[
                "words"
            ].help_text = "Sent with the rule: what to change, so that it could be passed on."
