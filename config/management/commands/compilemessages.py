from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogs import compile_catalogs


class Command(BaseCommand):
    help = "Compiles the translations (locale/*.po to .mo); needs no gettext tools."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_catalogs(settings.BASE_DIR / "locale"):
            self.stdout.write(str(path))
