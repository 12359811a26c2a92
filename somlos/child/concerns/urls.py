"""Addresses of the wonder note."""

from django.urls import path

from somlos.child.concerns import views

app_name = "concerns"

urlpatterns = [
    path("undring/", views.start, name="start"),
    path("barn/<uuid:place>/undring/ny/", views.write, name="write"),
    path("barn/<uuid:place>/undring/haster/", views.urgent_from_draft, name="urgent_from_draft"),
    path("undring/<uuid:place>/", views.note, name="note"),
    path("undring/<uuid:place>/rett/", views.correct, name="correct"),
    path("undring/<uuid:place>/droft/", views.discuss, name="discuss"),
    path("undring/<uuid:place>/samtale-med-barnet/", views.talk, {"who": "barnet"}, name="child_talk"),
    path("undring/<uuid:place>/samtale-med-hjemmet/", views.talk, {"who": "hjemmet"}, name="home_talk"),
    path("undring/<uuid:place>/bestem/", views.decide, name="decide"),
    path("undring/<uuid:place>/haster/", views.urgent_from_note, name="urgent_from_note"),
    path("undring/<uuid:place>/ta-over/", views.take_over, name="take_over"),
    path("haster/", views.urgent, name="urgent"),
    path("rod-vei/<uuid:place>/", views.red, name="red"),
    path("rod-vei/<uuid:place>/la-noen-lese/", views.add_helper, name="add_helper"),
    path("rod-vei/<uuid:place>/loft/", views.lift, name="lift"),
]
