"""How an organisation is known elsewhere: its numbers, its website, its e-mail domains.

Each function returns what is stored for what was typed or came in a file, and raises ValueError
with a sentence that says what to write instead.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

# Mail at these says nothing of whom somebody works for.
PUBLIC_MAIL: Final = frozenset(
    {
        "aol.com",
        "aol.co.uk",
        "btinternet.com",
        "fastmail.com",
        "gmail.com",
        "gmx.com",
        "gmx.co.uk",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "hotmail.fr",
        "hushmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "mail.ru",
        "ntlworld.com",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "rocketmail.com",
        "sky.com",
        "talktalk.net",
        "tiscali.co.uk",
        "tutanota.com",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "yandex.com",
        "ymail.com",
        "zoho.com",
    }
)
# Each of these is shared by many: secure mail of the justice and health services, and the endings
# below which organisations have names of their own.
SHARED: Final = frozenset(
    {
        "ac.uk",
        "cjsm.net",
        "co.uk",
        "gov.uk",
        "gsi.gov.uk",
        "ltd.uk",
        "me.uk",
        "mod.uk",
        "net.uk",
        "nhs.net",
        "nhs.uk",
        "org.uk",
        "plc.uk",
        "pnn.police.uk",
        "police.uk",
        "sch.uk",
        "uk.com",
        "uk.net",
    }
)
LONGEST_WEBSITE: Final = 200

# England and Wales: six or seven digits. Scotland: SC and six. Northern Ireland: NIC and six.
_CHARITY: Final = re.compile(r"[1-9][0-9]{5,6}|SC[0-9]{6}|NIC[0-9]{6}")
# A charity under the roof of another has that one's number, a dash and its place. Without the dash
# it would read as the number of somebody else.
_LINKED_CHARITY: Final = re.compile(r"[0-9]{6,7}\s*[-‐-―]\s*[0-9]{1,4}\s*\Z")
# Eight characters: digits, or a prefix for the register it stands in, and its digits.
_COMPANY: Final = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|(?:IP|SP|NP)[0-9]{5}R|R[0-9]{7}")
_DOMAIN: Final = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})"
)
_NO_WEB_ADDRESS: Final = "Write the web address like https://www.example.org."
_web_address = URLValidator(schemes=["http", "https"])


def charity_number(written: str) -> str:
    """Return the number without spaces, its letters large; empty for nothing."""
    if _LINKED_CHARITY.search(written):
        raise ValueError(
            "This is the number of a linked charity. Write its own number, or that of the charity "
            "it belongs to: what stands before the dash."
        )
    number = _packed(written)
    if number and not _CHARITY.fullmatch(number):
        raise ValueError(
            "This is no charity number. Write six or seven digits for England and Wales, SC and "
            "six digits for Scotland, or NIC and six digits for Northern Ireland."
        )
    return number


def company_number(written: str) -> str:
    """Return the eight characters of Companies House; empty for nothing.

    A spreadsheet drops the noughts a number begins with: they are put back.
    """
    number = _packed(written)
    if number.isdigit() and len(number) >= 5:
        number = number.zfill(8)
    if number and not _COMPANY.fullmatch(number):
        raise ValueError(
            "This is no company number. Write the eight characters that Companies House gives, "
            "such as 01234567 or SC123456."
        )
    return number


def web_address(written: str) -> str:
    """Return the address with its scheme; empty for nothing."""
    address = written.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if len(address) > LONGEST_WEBSITE:
        raise ValueError(f"This web address is too long: keep to {LONGEST_WEBSITE} characters.")
    try:
        if address:
            _web_address(address)
    except ValidationError:
        raise ValueError(_NO_WEB_ADDRESS) from None
    # Before an @ stands a name to sign in with: an e-mail address, or a host that is another's.
    if "@" in urlsplit(address).netloc:
        raise ValueError(_NO_WEB_ADDRESS)
    return address


def email_domain(written: str) -> str:
    """Return the part after the @ in small letters; an address or a web address will do."""
    domain = written.strip().lower().rpartition("@")[2]
    domain = domain.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    domain = domain.strip("./")
    if not domain.isascii() or not _DOMAIN.fullmatch(domain):
        raise ValueError("Write the part of an e-mail address after the @, such as example.org.")
    if domain in PUBLIC_MAIL:
        raise ValueError(
            f"Anybody can have an address at {domain}, so it says nothing of whom they answer "
            "for. Leave it out."
        )
    if domain in SHARED:
        raise ValueError(
            f"Many organisations have addresses at {domain}. Write the whole of what stands after "
            "the @ in yours, or leave it out."
        )
    return domain


def _packed(written: str) -> str:
    """Without the spaces, dots and dashes people put in, nor the “.0” that programs put after."""
    packed = re.sub(r"[\s.\-‐-―]", "", re.sub(r"\.0\Z", "", written.strip()))
    return packed.upper()
