import pytest
from django.core.exceptions import ValidationError

from consultation.lib.addresses import LONGEST, check_address

NO_MAIL_REACHES = [
    "",
    "nobody",
    "a@b",
    '"a,b@soundings.example"@x.example',
    "two@soundings.example,three@soundings.example",
    "a@soundings.example\nBcc: b@soundings.example",
    f"{'x' * LONGEST}@soundings.example",
    "İ@soundings.example",  # lower case makes two characters of it, the second of them no letter
    "mar\N{KELVIN SIGN}@soundings.example",  # lower case makes a plain "k" of it: another's address
    f"a@{'İ' * 60}.{'İ' * 60}.example",  # short enough as typed, too long as it is stored
]


@pytest.mark.parametrize("address", NO_MAIL_REACHES)
def test_an_address_that_no_mail_could_reach_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match=r"Enter an address like name@example\.org\."):
        check_address(address)


@pytest.mark.parametrize(
    "address", ["a+b@soundings.example", "A.B@Soundings.Example", "a@exämple.org"]
)
def test_others_stay_as_they_were_typed(address: str) -> None:
    assert check_address(address) == address
