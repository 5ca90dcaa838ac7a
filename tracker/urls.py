"""The addresses of the search: forms, buttons and contacts. The pages that show it are dashboard's."""

from django.urls import path

from tracker.views import applications, contacts, employers, interviews, notes, people, progress, undo

app_name = "tracker"

urlpatterns = [
    path("applications/add/", applications.add, name="application_add"),
    path("applications/<int:pk>/edit/", applications.edit, name="application_edit"),
    path("applications/<int:pk>/move/", progress.move, name="application_move"),
    path("applications/<int:pk>/close/", progress.close, name="application_close"),
    path("applications/<int:pk>/reopen/", progress.reopen, name="application_reopen"),
    path("applications/<int:pk>/notes/add/", notes.add, name="note_add"),
    path("notes/<int:pk>/edit/", notes.edit, name="note_edit"),
    path("notes/<int:pk>/delete/", notes.delete, name="note_delete"),
    path("applications/<int:pk>/interviews/add/", interviews.add, name="interview_add"),
    path("interviews/<int:pk>/edit/", interviews.edit, name="interview_edit"),
    path("interviews/<int:pk>/mark/", interviews.mark, name="interview_mark"),
    path("interviews/<int:pk>/delete/", interviews.delete, name="interview_delete"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/add/", contacts.add, name="contact_add"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/edit/", contacts.edit, name="contact_edit"),
    path("contacts/<int:pk>/delete/", contacts.delete, name="contact_delete"),
    path("applications/<int:pk>/people/add/", people.add, name="person_add"),
    path("applications/<int:pk>/people/<int:contact>/remove/", people.remove, name="person_remove"),
    path("employers/<int:pk>/edit/", employers.edit, name="employer_edit"),
    path("put-back/<str:key>/", undo.put_back, name="put_back"),
]
