"""Numbers, web addresses and e-mail domains as people and spreadsheets write them."""

import pytest

from accounts.identifiers import charity_number, company_number, email_domain, web_address


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("1012345", "1012345"),
        (" 203 456 ", "203456"),
        ("sc 012345", "SC012345"),
        ("NIC-100123", "NIC100123"),
        ("1012345.0", "1012345"),
        ("", ""),
    ],
)
def test_a_charity_number_is_stored_in_one_way(written: str, stored: str) -> None:
    assert charity_number(written) == stored


@pytest.mark.parametrize("written", ["200001-1", "1012345 – 12", "1012345-1"])
def test_a_linked_charity_is_not_taken_for_another(written: str) -> None:
    with pytest.raises(ValueError, match="linked charity"):
        charity_number(written)


@pytest.mark.parametrize("written", ["12345", "12345678", "SC12345", "none", "٢٠٣٤٥٦٧", "0123456"])
def test_what_is_no_charity_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no charity number"):
        charity_number(written)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("01234567", "01234567"),
        ("1234567", "01234567"),
        ("sc123456", "SC123456"),
        ("IP12345R", "IP12345R"),
        ("", ""),
    ],
)
def test_a_company_number_gets_its_noughts_back(written: str, stored: str) -> None:
    assert company_number(written) == stored


@pytest.mark.parametrize("written", ["1234", "123456789", "S1234567", "=1+1", "١٢٣٤٥٦٧٨"])
def test_what_is_no_company_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no company number"):
        company_number(written)


def test_a_web_address_gets_its_scheme() -> None:
    assert web_address(" www.northfield.example/about ") == "https://www.northfield.example/about"
    assert web_address("") == ""


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "javascript://a/%0aalert(1)",
        "northfield",
        "http://a b/",
        "desk@northfield.example",
        "https://northfield.example@elsewhere.example/",
        "https://desk:secret@northfield.example",
    ],
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        web_address(written)


def test_a_web_address_that_the_column_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        web_address(f"https://northfield.example/{'a' * 200}")


@pytest.mark.parametrize(
    "written",
    [
        "northfield.example",
        "@Northfield.example",
        "desk@northfield.example",
        "https://www.northfield.example/",
    ],
)
def test_an_email_domain_is_found_in_what_people_write(written: str) -> None:
    assert email_domain(written) == "northfield.example"


@pytest.mark.parametrize(
    "written", ["", "localhost", "a..example", "-a.example", "a b.example", "x@"]
)
def test_what_is_no_email_domain_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="after the @"):
        email_domain(written)


def test_an_at_sign_in_the_path_is_none_of_a_name() -> None:
    assert web_address("https://social.example/@northfield").endswith("/@northfield")


@pytest.mark.parametrize("shared", ["cjsm.net", "nhs.net", "org.uk", "gov.uk", "police.uk"])
def test_a_domain_that_many_organisations_share_is_refused(shared: str) -> None:
    with pytest.raises(ValueError, match=f"Many organisations have addresses at {shared}"):
        email_domain(f"desk@{shared}")


def test_a_domain_below_a_shared_one_is_an_organisations_own() -> None:
    assert email_domain("desk@northfield.org.uk.cjsm.net") == "northfield.org.uk.cjsm.net"


def test_a_domain_of_public_mail_is_refused() -> None:
    with pytest.raises(ValueError, match="Anybody can have an address"):
        email_domain("somebody@gmail.com")
