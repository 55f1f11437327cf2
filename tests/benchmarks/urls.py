"""The site, and one page that asks nothing of it: what this machine needs for a page at all."""

from django.shortcuts import render
from django.urls import path

from portfolio.urls import urlpatterns as addresses

REFERENCE = "/reference/"

urlpatterns = [
    path(REFERENCE.strip("/") + "/", lambda request: render(request, "500.html")),
    *addresses,
]
