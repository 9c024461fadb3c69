"""What an editor types about a paper and its parts: each field is an argument of an action."""

from papers.forms.details import ChangedPaperForm, PaperForm, PublishForm
from papers.forms.life import (
    AddressForm,
    ConfirmForm,
    ExtendForm,
    PreviewLinkForm,
    ScheduleForm,
    WithdrawForm,
)
from papers.forms.parts import (
    CallForm,
    ChangedCallForm,
    ChangedSectionForm,
    ChangedSourceForm,
    SectionForm,
    SourceForm,
)
from papers.forms.places import PlaceForm
from papers.forms.questions import (
    ChangedQuestionForm,
    QuestionForm,
    ReplaceQuestionForm,
    RetireForm,
)
from papers.forms.versions import Difference, PartForm, VersionedForm

__all__ = [
    "AddressForm",
    "CallForm",
    "ChangedCallForm",
    "ChangedPaperForm",
    "ChangedQuestionForm",
    "ChangedSectionForm",
    "ChangedSourceForm",
    "ConfirmForm",
    "Difference",
    "ExtendForm",
    "PaperForm",
    "PartForm",
    "PlaceForm",
    "PreviewLinkForm",
    "PublishForm",
    "QuestionForm",
    "ReplaceQuestionForm",
    "RetireForm",
    "ScheduleForm",
    "SectionForm",
    "SourceForm",
    "VersionedForm",
    "WithdrawForm",
]
