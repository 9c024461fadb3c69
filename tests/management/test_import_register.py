"""The register from a file, at the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, RegisterImport
from consultation.activity.models import Activity, Verb
from tests.people import make_organisation

pytestmark = pytest.mark.django_db
LINES = "Name,Charity number,Region,Fax\nA Trust,1000001,London,1\nB Trust,,Wales,\nC,12,,\n"
NO_NUMBER = (
    "This is no charity number. Write six or seven digits for England and Wales, SC and six "
    "digits for Scotland, or NIC and six digits for Northern Ireland."
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "register.csv"
    path.write_text(LINES)
    return str(path)


def run(*words: str) -> str:
    out = StringIO()
    call_command("import_register", *words, stdout=out)
    return out.getvalue()


def test_it_says_what_would_change_and_writes_nothing(file: str) -> None:
    make_organisation("B Trust", region="scotland", verified_at=None)
    assert run(file).splitlines() == [
        "1 new, 1 changed (1 verified), 0 as they are, 1 refused. Read as UTF-8.",
        "Passed over: Fax.",
        "new, line 2: A Trust",
        "changed, line 3: B Trust",
        "    proposed and not yet confirmed: becomes verified",
        "    Region: Scotland → Wales",
        f"refused, line 4: C: Charity number: {NO_NUMBER}",
        "Nothing is written. Give --apply to write it into the register.",
    ]
    assert Organisation.objects.get().region == "scotland"
    assert not RegisterImport.objects.exists()


def test_it_is_applied_when_told_and_again_changes_nothing(file: str) -> None:
    assert "Applied: 2 made, 0 changed" in run(file, "--apply")
    assert "Applied: 0 made, 0 changed (0 verified), 2 left as they are" in run(file, "--apply")
    assert Organisation.objects.listed().count() == 2
    assert Activity.objects.filter(verb=Verb.REGISTER_IMPORTED, actor=None).count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04", "not a CSV file"), (b"a\nb\n", "No column is called"), (b"", "is empty")],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run(str(path), "--apply")


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "missing.csv"))
