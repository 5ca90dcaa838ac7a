from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("dev/mail/", include("config.catcher.urls")),
]
