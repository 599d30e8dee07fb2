"""The portal with the bare view that `scripts/bench_million.py` compares with: the same middleware, nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from scripts.bench_bare import hello

urlpatterns = [path("bare/", login_not_required(hello)), path("", include("lsp_portal.urls"))]
