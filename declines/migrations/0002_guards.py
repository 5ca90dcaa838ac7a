from django.db import migrations

from accounts.guards import belongs_with


class Migration(migrations.Migration):
    dependencies = [("declines", "0001_initial"), ("tracker", "0002_guards"), ("correspondence", "0002_guards")]
    operations = [
        belongs_with("declines_decline", "application_id", "tracker_application", ["owner_id"]),
        belongs_with("declines_decline", "interview_id", "tracker_interview", ["application_id", "owner_id"]),
        belongs_with("declines_letter", "decline_id", "declines_decline", ["application_id", "owner_id"]),
        belongs_with(
            "declines_letter", "recipient_id", "tracker_applicationcontact", ["application_id", "owner_id"]
        ),
        belongs_with("declines_letter", "mail_id", "correspondence_outgoingmail", ["application_id", "owner_id"]),
    ]
