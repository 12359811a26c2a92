"""Addresses of the design system itself."""

from django.urls import path

from somlos.ui import views

app_name = "ui"
urlpatterns = [
    path("innstillinger/", views.settings, name="settings"),
    path("ui/", views.gallery, name="gallery"),
]
