from django.urls import path

from correspondence.views.mailbox_test import mailbox_test

app_name = "correspondence"
urlpatterns = [
    path("settings/mailbox/test/", mailbox_test, name="mailbox_test"),
]
