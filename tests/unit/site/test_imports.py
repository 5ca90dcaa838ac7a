"""The arrows of the house: who may import whom, and that nobody does so in secret."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

# dashboard → declines → {reminders, correspondence} → tracker → accounts
MAY_IMPORT: dict[str, set[str]] = {
    "accounts": set(),
    "tracker": {"accounts"},
    "correspondence": {"tracker", "accounts"},
    "reminders": {"tracker", "accounts"},
    "declines": {"reminders", "correspondence", "tracker", "accounts"},
    "dashboard": {"declines", "reminders", "correspondence", "tracker", "accounts"},
    "config": {"dashboard", "declines", "reminders", "correspondence", "tracker", "accounts"},
}


def sources(app: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
        yield str(path.relative_to(settings.BASE_DIR)), ast.parse(path.read_text())


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and package of each import of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way"
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from ((node.lineno, root) for name in names if (root := name.partition(".")[0]) in MAY_IMPORT)


def wrong_arrows(app: str, tree: ast.Module) -> list[tuple[int, str]]:
    allowed = MAY_IMPORT[app] | {app}
    return [(line, target) for line, target in imports(tree) if target not in allowed]


def hidden(tree: ast.Module) -> list[int]:
    """Lines in functions that import of ours; AppConfig.ready is where registries are filled."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [line for function in functions if function.name != "ready" for line, _target in imports(function)]


def test_every_app_has_its_place() -> None:
    ours = {path.parent.name for path in Path(settings.BASE_DIR).glob("*/apps.py")}
    assert ours == set(MAY_IMPORT) - {"config"}


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_imports_run_one_way(app: str) -> None:
    wrong = {path: found for path, tree in sources(app) if (found := wrong_arrows(app, tree))}
    assert wrong == {}


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_no_import_hides_in_a_function(app: str) -> None:
    wrong = {path: found for path, tree in sources(app) if (found := hidden(tree))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("app", "text"),
    [
        ("accounts", "from tracker.models import Application"),
        ("reminders", "import correspondence.outbox"),
        ("correspondence", "from reminders import sweep"),
        ("tracker", "from config import env"),
        ("declines", "if True:\n    from dashboard import board"),
    ],
)
def test_a_wrong_arrow_is_seen(app: str, text: str) -> None:
    assert wrong_arrows(app, ast.parse(text))


def test_a_hidden_import_is_seen() -> None:
    assert hidden(ast.parse("def view():\n    from tracker import progress"))
    assert not hidden(ast.parse("class Config:\n    def ready(self):\n        from declines import nudges"))
