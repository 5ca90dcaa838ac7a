"""The container files hold to their specifications; no container engine is assumed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COMPOSE = (ROOT / "docker-compose.yml").read_text()


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_file_holds_to_the_specification() -> None:
    run(
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    )


def test_dockerfile_has_nothing_to_object_to() -> None:
    run(str(Path(sys.executable).with_name("hadolint")), "Dockerfile")


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "POSTGRES_PASSWORD", "EMAIL_URL"])
def test_secrets_come_from_outside(name: str) -> None:
    assert f"${{{name}:?" in COMPOSE
    assert not re.search(rf"{name}: [^$\s]", COMPOSE.replace("DATABASE_URL", ""))


def test_every_name_that_compose_wants_is_explained() -> None:
    wanted = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert wanted == explained
