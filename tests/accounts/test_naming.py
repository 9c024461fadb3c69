"""An organisation's slug: free, and none of the desk's own words."""

from accounts.organisations.naming import first_free, free_slug, stem_of
from tests.people import make_organisation


def test_a_taken_slug_gets_the_first_free_number() -> None:
    assert first_free("harbour", {"harbour", "harbour-2"}) == "harbour-3"


def test_an_organisation_called_like_a_page_of_the_desk_does_not_hide_it() -> None:
    assert first_free(stem_of("Import"), set()) == "import-2"


def test_a_name_without_a_letter_has_a_slug_all_the_same(db: None) -> None:
    make_organisation("???", slug="organisation")
    assert free_slug("!!!") == "organisation-2"
