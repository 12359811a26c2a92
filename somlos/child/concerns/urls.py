"""Addresses of the wonder note."""

from django.urls import path

from somlos.child.concerns.views import correct, note, red, start, steps, taking_over, write

app_name = "concerns"

urlpatterns = [
    path("undring/", start.start, name="start"),
    path("barn/<uuid:place>/undring/ny/", write.write, name="write"),
    path("barn/<uuid:place>/undring/haster/", red.urgent_from_draft, name="urgent_from_draft"),
    path("undring/<uuid:place>/", note.note, name="note"),
    path("undring/<uuid:place>/rett/", correct.correct, name="correct"),
    path("undring/<uuid:place>/droft/", steps.discuss, name="discuss"),
    path("undring/<uuid:place>/samtale-med-barnet/", steps.child_talk, name="child_talk"),
    path("undring/<uuid:place>/samtale-med-hjemmet/", steps.home_talk, name="home_talk"),
    path("undring/<uuid:place>/bestem/", steps.decide, name="decide"),
    path("undring/<uuid:place>/haster/", red.urgent_from_note, name="urgent_from_note"),
    path("undring/<uuid:place>/ta-over/", taking_over.take_over, name="take_over"),
    path("haster/", red.urgent, name="urgent"),
    path("rod-vei/<uuid:place>/", red.red, name="red"),
    path("rod-vei/<uuid:place>/la-noen-lese/", red.add_helper, name="add_helper"),
    path("rod-vei/<uuid:place>/loft/", red.lift, name="lift"),
]
