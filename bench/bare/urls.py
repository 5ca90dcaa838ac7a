from django.urls import path

from bench.bare.views import rows

urlpatterns = [path("<int:owner>/", rows)]
