"""Addresses of own lists and of the children on them."""

from django.urls import path

from somlos.foundation.people.views import children, files, lists, readiness

app_name = "people"

urlpatterns = [
    path("lister/", lists.mine, name="lists"),
    path("lister/ny/", lists.new, name="new_list"),
    path("lister/<uuid:list_id>/", lists.one, name="list"),
    path("lister/<uuid:list_id>/del/", lists.share, name="share_list"),
    path("lister/<uuid:list_id>/ta-fra/", lists.take_from, name="take_list_from"),
    path("lister/<uuid:list_id>/barn/", lists.add_child, name="add_child"),
    path("lister/<uuid:list_id>/fil/", files.from_file, name="import_list"),
    path("lister/barn/<uuid:place>/", children.child, name="child"),
    path("lister/barn/<uuid:place>/rett/", children.correct, name="correct"),
    path("lister/barn/<uuid:place>/omsorg/", children.add_carer, name="add_carer"),
    path("lister/barn/<uuid:place>/omsorg/<uuid:carer_id>/slutt/", children.end_carer, name="end_carer"),
    path("lister/barn/<uuid:place>/tillitsperson/", children.choose_trusted_person, name="choose_trusted_person"),
    path(
        "lister/barn/<uuid:place>/tillitsperson/<uuid:person_id>/slutt/",
        children.end_trusted_person,
        name="end_trusted_person",
    ),
    path("lister/barn/<uuid:place>/adresse/", children.protect, name="protect"),
    path("lister/barn/<uuid:place>/kontakt/", children.write_contact, name="write_contact"),
    path("lister/barn/<uuid:place>/av/<uuid:list_id>/", children.take_off, name="take_off"),
    path("lister/kontakt/<uuid:place>/", children.contact, name="contact"),
    path("klar/", readiness.steps, name="readiness"),
]
