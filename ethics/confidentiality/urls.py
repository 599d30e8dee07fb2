from django.urls import path

from .views import leaves, readings

urlpatterns = [
    path("ethics/reading/", readings.reading_list, name="reading_list"),
    path("ethics/reading/unusual/", readings.reading_unusual, name="reading_unusual"),
    path("ethics/reading/<int:pk>/<str:day>/explain/", readings.reading_explain, name="reading_explain"),
    path("ethics/export/", readings.export_list, name="export_list"),
    path("leave/", leaves.leave_list, name="leave_list"),
    path("candidate/<int:pk>/leave/create/", leaves.leave_create, name="leave_create"),
    path("leave/<int:pk>/", leaves.leave_show, name="leave_show"),
    path("leave/<int:pk>/answer/", leaves.leave_answer, name="leave_answer"),
    path("leave/<int:pk>/withdraw/", leaves.leave_withdraw, name="leave_withdraw"),
]
