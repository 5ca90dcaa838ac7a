from django.urls import include, path

from config.health import health

urlpatterns = [
    path("", include("tracker.urls")),
    path("account/", include("allauth.urls")),
    path("settings/", include("accounts.urls")),
    path("", include("correspondence.urls")),
    path("", include("declines.urls")),
    path("nudges/", include("reminders.urls")),
    path("", include("dashboard.urls")),
    path("health/", health, name="health"),
    path("dev/mail/", include("config.catcher.urls")),
]
