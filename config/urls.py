from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("settings/", include("accounts.urls")),
    path("nudges/", include("reminders.urls")),
    path("dev/mail/", include("config.catcher.urls")),
]
