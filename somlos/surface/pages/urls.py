"""Addresses of the pages that compose."""

from django.urls import path

from somlos.surface.pages.selectors.front import Reader
from somlos.surface.pages.views import browsers, day, finder, front, inbox, sign_in

app_name = "pages"
urlpatterns = [
    path("", front.first, name="first"),
    path("slik-jobber-vi/", front.model, name="model"),
    path("slik-jobber-vi/<str:key>/", front.step, name="step"),
    path("finn-hjelp/", finder.finder, name="finder"),
    path("finn-hjelp/<str:key>/", finder.help_page, name="help"),
    path("a-si-ja/", front.yes, name="yes"),
    path("a-si-ja/ung/", front.yes, {"reader": Reader.YOUTH}, name="yes_youth"),
    path("a-si-ja/barn/", front.yes, {"reader": Reader.CHILD}, name="yes_child"),
    path("personvern/", front.privacy, name="privacy"),
    path("personvern/ung/", front.privacy, {"reader": Reader.YOUTH}, name="privacy_youth"),
    path("personvern/barn/", front.privacy, {"reader": Reader.CHILD}, name="privacy_child"),
    path("hjem/", day.home, name="home"),
    path("min-dag/", day.day, name="day"),
    path("varsler/", inbox.inbox, name="inbox"),
    path("varsler/lest/", inbox.all_read, name="all_read"),
    path("varsler/epost/", inbox.nudges, name="nudges"),
    path("varsler/epost/kode/", inbox.confirm, name="confirm_nudges"),
    path("varsler/epost/av/", inbox.turn_off, name="turn_off_nudges"),
    path("varsler/<uuid:notice_id>/", inbox.notice, name="notice"),
    path("logg-inn/", sign_in.sign_in_page, name="sign_in"),
    path("logg-inn/prove/", sign_in.try_as, name="try_as"),
    path("logg-inn/fortsett/", sign_in.carry_on, name="carry_on"),
    path("logg-inn/tilbake/", sign_in.finish, name="finish"),
    path("logg-inn/via/<slug:key>/", sign_in.begin, name="begin"),
    path("logg-ut/", sign_in.leave, name="leave"),
    path("logg-ut/videre/<slug:kind>/", sign_in.left, name="left"),
    path("logg-ut/ute/", sign_in.signed_out, name="signed_out"),
    path("bytt-stilling/", sign_in.change_seat, name="change_seat"),
    path("tilgjengelighet/", front.accessibility, name="accessibility"),
    path("favicon.ico", browsers.favicon, name="favicon"),
    path("robots.txt", browsers.robots, name="robots"),
]
