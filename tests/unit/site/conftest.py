from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from tests.unit.site.world import World, world_of


@pytest.fixture
def world(owner: User, settings: Settings, tmp_path: Path) -> World:
    """The owner's, on an instance with a mail catcher, so that every address answers."""
    settings.MAIL_CATCHER = True
    settings.MAIL_CATCHER_AT = ("127.0.0.1", 2525)
    settings.MAIL_CATCHER_DIR = tmp_path
    return world_of(owner, tmp_path)
