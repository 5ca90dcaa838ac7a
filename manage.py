#!/usr/bin/env python
"""Django's command line for Kind Regards."""

import os
import sys


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - said before anything newer is imported
        sys.exit("Kind Regards needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from config.preflight import NotReadyError

    try:
        execute_from_command_line(sys.argv)
    except (NotReadyError, ImproperlyConfigured) as error:
        sys.exit(f"Kind Regards cannot start: {error}")


if __name__ == "__main__":
    main()
