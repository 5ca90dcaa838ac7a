from django.db import migrations

from accounts.guards import belongs_with, frozen

WRITTEN_ONCE = [
    "owner_id", "application_id", "recipient_id", "purpose", "idempotency_key", "sender", "rcpt", "to_name",
    "subject", "body", "language", "message_id", "in_reply_to", '"references"', "mime", "shown_hash",
]


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial"), ("tracker", "0002_guards")]
    operations = [
        belongs_with(
            "correspondence_outgoingmail", "recipient_id", "tracker_applicationcontact", ["application_id", "owner_id"]
        ),
        belongs_with("correspondence_message", "application_id", "tracker_application", ["owner_id"]),
        belongs_with("correspondence_message", "contact_id", "tracker_contact", ["owner_id"]),
        frozen("correspondence_outgoingmail", WRITTEN_ONCE),
    ]
