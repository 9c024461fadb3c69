"""What an editor types about a paper and its parts: each field is an argument of an action."""

from papers.forms.details import ChangedPaperForm, PaperForm, PublishForm
from papers.forms.parts import (
    CallForm,
    ChangedQuestionForm,
    ChangedSectionForm,
    QuestionForm,
    SectionForm,
    SourceForm,
)
from papers.forms.versions import Difference, PartForm, VersionedForm

__all__ = [
    "CallForm",
    "ChangedPaperForm",
    "ChangedQuestionForm",
    "ChangedSectionForm",
    "Difference",
    "PaperForm",
    "PartForm",
    "PublishForm",
    "QuestionForm",
    "SectionForm",
    "SourceForm",
    "VersionedForm",
]
