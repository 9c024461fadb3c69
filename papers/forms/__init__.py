"""What an editor types about a paper and its parts: each field is an argument of an action."""

from papers.forms.copying import CarryForm, CopyForm
from papers.forms.details import ChangedPaperForm, PaperForm, PublishForm
from papers.forms.files import AttachmentForm, ChangedAttachmentForm, CoverForm, CoverWordsForm
from papers.forms.importing import ConfirmImportForm, ImportForm
from papers.forms.life import (
    AddressForm,
    ConfirmForm,
    ExtendForm,
    PreviewLinkForm,
    ScheduleForm,
    WithdrawForm,
)
from papers.forms.pairing import ConfirmTranslationForm, TieForm, TranslateForm
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
from papers.forms.versions import PartForm, VersionedForm

__all__ = [
    "AddressForm",
    "AttachmentForm",
    "CallForm",
    "CarryForm",
    "ChangedAttachmentForm",
    "ChangedCallForm",
    "ChangedPaperForm",
    "ChangedQuestionForm",
    "ChangedSectionForm",
    "ChangedSourceForm",
    "ConfirmForm",
    "ConfirmImportForm",
    "ConfirmTranslationForm",
    "CopyForm",
    "CoverForm",
    "CoverWordsForm",
    "ExtendForm",
    "ImportForm",
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
    "TieForm",
    "TranslateForm",
    "VersionedForm",
    "WithdrawForm",
]
