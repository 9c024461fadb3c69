"""Nobody asks for it: beat ticks, the worker builds the digest and sends it."""

import re

import pytest

from tests.browser.conftest import Open, Site
from tests.browser.mails import newest_mail

pytestmark = pytest.mark.browser

# A subscriber of long ago, from before the log began: a digest has been owed since this morning.
SUBSCRIBED_LONG_AGO = """
from datetime import UTC, datetime
from accounts.models import User
from consultation.digests.actions import change_subscription
from consultation.digests.models import Subscription
analyst = User.objects.get(email="analyst@soundings.example")
change_subscription(actor=analyst, frequency="daily")
mine = Subscription.objects.filter(user=analyst)
mine.update(since=datetime(2020, 1, 1, tzinfo=UTC), told_up_to=1)
"""


def test_a_digest_that_is_due_comes_by_itself(site: Site, open_browser: Open) -> None:
    site.manage("shell", "-v", "0", "-c", SUBSCRIBED_LONG_AGO)
    page = open_browser()
    letter = newest_mail(page, "analyst@soundings.example", "new", within=120_000)
    told = letter.locator("main").inner_text()
    assert "What does good rehabilitation look like?" in told
    assert re.search(rf"{re.escape(site.url)}/responses/[0-9a-z]{{16}}/", told)
