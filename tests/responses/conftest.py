"""An organisation's drafting room, for every test here that asks for one."""

import pytest

from papers.models import Paper
from tests.responses.rooms import Shared, make_shared_room


@pytest.fixture
def shared(open_paper: Paper) -> Shared:
    return make_shared_room(open_paper)
