"""The addresses of the pages that show the search as a whole."""

from django.urls import path, re_path

from dashboard.views import application, applications, board, bulk, sample, today

app_name = "dashboard"

urlpatterns = [
    path("", today.home, name="today"),
    path("board/", board.board, name="board"),
    path("board/<int:pk>/", board.column, name="board_column"),
    path("applications/", applications.applications, name="applications"),
    path("applications/bulk/", bulk.bulk, name="bulk"),
    path("applications/bulk/undo/<str:signed>/", bulk.undo, name="bulk_undo"),
    path("applications/<int:pk>/", application.application, name="application"),
    path("applications/<int:pk>/snooze/", today.snooze_follow_up, name="snooze_follow_up"),
    path("applications/<int:pk>/delete/", application.delete, name="delete"),
    re_path(
        r"^applications/(?P<pk>\d{1,18})/(?P<view>interviews|letters|notes)/$",
        application.application,
        name="application_view",
    ),
    path("settings/sample/", sample.sample, name="sample"),
]
