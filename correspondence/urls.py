"""The history, and the letters on their way."""

from django.urls import path

from correspondence.views import mails, messages
from correspondence.views.history import history
from correspondence.views.mailbox_test import mailbox_test

app_name = "correspondence"
urlpatterns = [
    path("correspondence/", history, name="history"),
    path("correspondence/<int:pk>/", messages.message, name="message"),
    path("correspondence/<int:pk>/edit/", messages.edit, name="message_edit"),
    path("correspondence/<int:pk>/delete/", messages.delete, name="message_delete"),
    path("applications/<int:pk>/messages/add/", messages.add, name="message_add"),
    path("mail/<int:pk>/undo/", mails.undo, name="mail_undo"),
    path("mail/<int:pk>/settle/", mails.settle, name="mail_settle"),
    path("settings/mailbox/test/", mailbox_test, name="mailbox_test"),
]
