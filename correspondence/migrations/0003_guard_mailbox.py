from django.db import migrations

from accounts.guards import belongs_with


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_guards"), ("accounts", "0001_initial")]
    operations = [
        belongs_with("correspondence_outgoingmail", "mailbox_id", "accounts_mailbox", ["owner_id"]),
        belongs_with(
            "correspondence_message", "mail_id", "correspondence_outgoingmail", ["application_id", "owner_id"]
        ),
    ]
