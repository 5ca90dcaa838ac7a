from django.db import migrations

from accounts.guards import belongs_with


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial")]
    operations = [
        belongs_with("tracker_contact", "employer_id", "tracker_employer", ["owner_id"]),
        belongs_with("tracker_application", "employer_id", "tracker_employer", ["owner_id"]),
        belongs_with("tracker_application", "stage_id", "tracker_stage", ["owner_id"]),
        belongs_with("tracker_applicationcontact", "application_id", "tracker_application", ["owner_id"]),
        belongs_with("tracker_applicationcontact", "contact_id", "tracker_contact", ["owner_id"]),
        belongs_with("tracker_interview", "application_id", "tracker_application", ["owner_id"]),
    ]
