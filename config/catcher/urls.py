from django.urls import path

from config.catcher import views

app_name = "catcher"
urlpatterns = [
    path("", views.mail_list, name="list"),
    path("<slug:name>/", views.mail_detail, name="detail"),
]
