"""`manage.py demo`: the sample search from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from dashboard.sample.fill import fill
from dashboard.sample.remove import remove


class Command(BaseCommand):
    help = "Fills an account with a sample search of forty applications, or removes exactly that again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", help="whose account; may be left out where there is only one")
        parser.add_argument("--remove", action="store_true", help="remove the sample search")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["email"])
        if options["remove"]:
            removed = remove(user)
            self.stdout.write(f"Removed {removed.count} sample applications of {user}.")
            for application in removed.kept:
                self.stdout.write(f"Kept, because it holds something of your own: {application}")
        elif fill(user):
            self.stdout.write(f"{user} has the sample search now.")
        else:
            self.stdout.write(f"{user} has the sample search already. Nothing was changed.")


def person(email: str | None) -> User:
    """The account meant; raises CommandError where none is."""
    people = User.objects.filter(email__iexact=email) if email else User.objects.all()
    found = list(people[:2])
    if len(found) == 1:
        return found[0]
    if email:
        raise CommandError(f"Nobody signed up as {email}.")
    raise CommandError("Say whose account: manage.py demo EMAIL." if found else "Nobody has signed up yet.")
