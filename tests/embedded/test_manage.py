import pytest

import manage


@pytest.mark.parametrize(
    "line",
    [
        "",
        "help",
        "version",
        "--version",
        "migrate --help",
        "up",
        "collectstatic --no-input",
        "makemessages",
        "check --deploy",
    ],
)
def test_a_command_that_touches_no_row_starts_nothing(line: str) -> None:
    assert not manage.needs_services(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "migrate",
        "shell",
        "check --database default",
    ],
)
def test_a_command_that_touches_rows_has_its_services(line: str) -> None:
    assert manage.needs_services(line.split())
