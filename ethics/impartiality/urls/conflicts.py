from django.urls import path

from .. import views as conflicts

urlpatterns = [
    path("conflict/", conflicts.conflict_list, name="conflict_list"),
    path("conflict/<int:pk>/", conflicts.conflict_show, name="conflict_show"),
    path("conflict/<int:pk>/decide/", conflicts.conflict_decide, name="conflict_decide"),
]
