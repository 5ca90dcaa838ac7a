from django.urls import path

from accounts.views import account, mailbox, nudges, preferences

app_name = "accounts"
urlpatterns = [
    path("", preferences.preferences, name="preferences"),
    path("language/", preferences.language, name="language"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/catcher/", mailbox.catcher, name="mailbox_catcher"),
    path("mailbox/resume/", mailbox.resume, name="mailbox_resume"),
    path("mailbox/remove/", mailbox.remove, name="mailbox_remove"),
    path("nudges/", nudges.nudges, name="nudges"),
    path("nudges/day/", nudges.day, name="nudges_day"),
    path("account/", account.account, name="account"),
    path("account/delete/", account.delete, name="delete"),
]
