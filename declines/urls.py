from django.urls import path

from declines.views import begin, decline, letter, send, who

app_name = "declines"
urlpatterns = [
    path("interviews/<int:pk>/decline/", begin.start, name="start"),
    path("applications/<int:pk>/withdraw/", begin.withdraw, name="withdraw"),
    path("declines/<int:pk>/", decline.decline, name="decline"),
    path("declines/<int:pk>/answers/", decline.answers, name="answers"),
    path("declines/<int:pk>/reconsider/", decline.reconsider, name="reconsider"),
    path("declines/<int:pk>/after/", decline.after, name="after"),
    path("letters/<int:pk>/", letter.write, name="write"),
    path("letters/<int:pk>/redraft/", letter.redraft, name="redraft"),
    path("letters/<int:pk>/bring-back/", letter.bring_back, name="bring_back"),
    path("letters/<int:pk>/reader/", who.reader, name="reader"),
    path("letters/<int:pk>/send/", send.send, name="send"),
    path("letters/<int:pk>/eml/", send.eml, name="eml"),
    path("letters/<int:pk>/record/", send.record, name="record"),
    path("letters/<int:pk>/take-back/", send.take_back, name="take_back"),
    path("letters/<int:pk>/state/", send.state, name="state"),
    path("letters/<int:pk>/undo/", send.undo, name="undo"),
    path("letters/<int:pk>/settle/", send.settle, name="settle"),
]
