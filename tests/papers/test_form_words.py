"""What the papers' forms ask for, in sentences that name the field."""

import pytest
from django.test import Client
from django.urls import reverse

from papers import forms
from papers.models import Paper

FORMS = [
    forms.PaperForm(),
    forms.ChangedPaperForm(paper=Paper()),
    forms.ChangedSectionForm(),
    forms.ChangedQuestionForm(),
    forms.SourceForm(),
    forms.CallForm(),
    forms.PublishForm(),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_every_missing_field_is_asked_for_by_what_it_is(form: forms.PartForm) -> None:
    required = [field for field in form.fields.values() if field.required]
    said = [str(field.error_messages["required"]) for field in required]
    assert len(set(said)) == len(required) > 0
    assert "This field is required." not in said


@pytest.mark.django_db
def test_the_page_says_it(desk: Client) -> None:
    page = desk.post(reverse("papers:create"), {"title": " "}).content.decode()
    assert "Give the paper a title." in page
    assert "This field is required." not in page


@pytest.mark.parametrize("name", ["summary", "opens_at", "closes_at", "dated_on", "contact"])
def test_what_publishing_needs_says_so(name: str) -> None:
    hint = forms.PaperForm().fields[name].help_text
    assert "Needed before" in hint
    assert "can be published." in hint
