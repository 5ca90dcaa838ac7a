from django.urls import path

from reminders.views import answer, inbox

app_name = "reminders"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("seen/", inbox.seen, name="seen"),
    path("snooze/", inbox.snooze_nudge, name="snooze"),
    path("badge/", inbox.badge, name="badge"),
    path("test/", inbox.test, name="test"),
    path("<int:pk>/open/", inbox.open_nudge, name="open"),
    path("answer/<str:signed>/", answer.answer, name="answer"),
]
