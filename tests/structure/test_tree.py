"""The house stays a house: sizes, settings, queues, components."""

import ast
import re
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\n") if name and (ROOT / name).exists()]


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def test_no_file_passes_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in [*python_files(), *tracked("*.html", "*.css", "*.js")]
        if (length := len(path.read_text().splitlines())) > 300
    }
    assert {name: n for name, n in long.items() if name not in LONG_FILES} == {}


def test_no_function_passes_40_lines() -> None:
    long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                name = f"{path.relative_to(ROOT)}:{node.name}"
                if size > 40 and name not in LONG_FUNCTIONS:
                    long[name] = size
    assert long == {}


@pytest.mark.django_db
def test_every_model_has_its_migration() -> None:
    said = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=said)
    assert said.getvalue().strip() == "No changes detected"


def test_every_setting_is_documented() -> None:
    from consultation.settings.environment import SETTINGS

    text = (ROOT / "docs" / "running.md").read_text()
    missing = [setting.name for setting in SETTINGS if f"`{setting.name}`" not in text]
    assert missing == []


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "running.md").read_text()
    commands = {path.stem for path in tracked("*/management/commands/*.py")} - {"__init__"}
    assert "import_answers" in commands
    assert {name for name in commands if f"| `{name}" not in text} == set()


def test_every_scheduled_task_exists() -> None:
    from django.conf import settings

    from consultation.celery import app

    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(app.tasks)
    assert {task.queue for task in app.tasks.values() if getattr(task, "queue", None)} == set()


def test_every_component_is_used_and_explained() -> None:
    templates = {path: path.read_text() for path in tracked("templates/*.html")}
    for component in (ROOT / "templates" / "components").glob("*.html"):
        name = f"components/{component.name}"
        users = [path for path, text in templates.items() if path != component and name in text]
        assert users, f"{name} is used nowhere"
        assert templates[component].startswith("{#"), f"{name} does not say what it takes"


def test_every_behaviour_has_its_module_and_its_use() -> None:
    main = (ROOT / "static" / "js" / "main.js").read_text()
    used = set()
    for path in [*tracked("templates/*.html"), *python_files()]:
        named = re.findall(r"data-behaviour(?:=|\": )\"([\w -]+)\"", path.read_text())
        used |= {name for names in named for name in names.split()}
    modules = {path.stem for path in (ROOT / "static" / "js").glob("*.js")} - {"main"}
    assert used == modules
    assert all(name in main for name in modules)


def test_everything_that_folds_looks_alike() -> None:
    """A bare `details` has neither the house's colour nor the height that a finger needs."""
    for path in tracked("templates/*.html"):
        for opening in re.findall(r"<details[^>]*>", path.read_text()):
            assert "fold" in opening, f"{path.name}: {opening}"


def test_templates_mark_safe_only_what_was_made_safe() -> None:
    """`|safe` stands behind names that hold rendered HTML, and Django's own help texts."""
    allowed = re.compile(r"(\w*html|field\.help_text|element\.\w+|slot\w*)\s*\|safe")
    for path in tracked("templates/*.html"):
        for use in re.findall(r"[\w.]+\s*\|safe", path.read_text()):
            assert allowed.search(use), f"{path.name}: {use}"


def test_no_workplace_words_or_paths() -> None:
    words = re.compile(
        "|".join(
            [
                "/wo" + "rk/",
                "sub" + "agent",
                "index" + "-url",
                "TO" + "DO",
                "FIX" + "ME",
                "BLUE" + "PRINT",
            ]
        )
    )
    found = {}
    for path in tracked("*.py", "*.html", "*.md", "*.toml", "*.txt", "*.css", "*.js", "Makefile"):
        if hits := words.findall(path.read_text()):
            found[str(path.relative_to(ROOT))] = hits
    assert found == {}
