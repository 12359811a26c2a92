"""The pages of signing in and out, with the certified provider in ID-porten's and Ansattporten's place."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from fjordvik import cast
from fjordvik.testing import browser_of
from somlos.foundation.access.actions import SESSION_LASTS, begin_session
from somlos.foundation.organisations import actions as organisations
from somlos.surface.pages.views.typed import BROWSER
from tools.provider.running import KID, Browser, running
from tools.provider.running import Client as Asker

HOME, OUTSIDE = "http://127.0.0.1:9/logg-inn/tilbake/", "http://127.0.0.1:9/logg-ut/ute/"
HIGH = "idporten-loa-high"
DAY, INBOX, FINISH = reverse("pages:day"), reverse("pages:inbox"), reverse("pages:finish")


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    with running([Asker("somlos", HOME, OUTSIDE, {})], tmp_path_factory.mktemp("provider")) as provider:
        yield provider


def lines(provider, **other):
    return {
        "issuer": provider.issuer, "client_id": "somlos", "key_file": str(provider.key_file), "kid": KID, "redirect_uri": HOME,
        "post_logout_redirect_uri": OUTSIDE, "acr": [HIGH], "identity": "pid", "people": "synthetic",
    } | other  # fmt: skip


@pytest.fixture(autouse=True)
def trusted(certified, settings):
    """Trust the provider, as a municipality trusts ID-porten and Ansattporten."""
    settings.SOMLOS_PROVIDERS = {
        "idporten": lines(certified, audience="resident", label="ID-porten"),
        "ansattporten": lines(certified, audience="employee", label="Ansattporten"),
    }


def leave_for(browser, key="idporten", til=""):
    """Press a provider's button and return where it leads."""
    answer = browser.get(reverse("pages:begin", kwargs={"key": key}), {"til": til})
    assert answer.status_code == 303, answer.content.decode()
    return answer.headers["Location"]


def vouched(url, who, *, acr=HIGH):
    """Let somebody of the cast identify themselves at the provider, and return what it sends home."""
    return Browser().sign_in(url, account=cast.person(who).number.digits, acr=acr, home=HOME)


def sign_in(browser, who, *, til=""):
    """Sign somebody in the whole way, and return the page they land on."""
    key = "ansattporten" if cast.person(who).kind == "employee" else "idporten"
    came = browser.get(FINISH, vouched(leave_for(browser, key, til), who))
    return came if came.status_code != 303 else browser.get(came.headers["Location"])


@pytest.mark.parametrize(("who", "page"), [("marte", INBOX), ("tove", DAY), ("berit", "/undring/")])
def test_whoever_is_expected_comes_in_and_back_to_the_page_they_wanted(town, who, page):
    browser = Client()
    asked = browser.get(page)
    wanted = parse_qs(urlsplit(asked.headers["Location"]).query)["til"][0]

    landed = sign_in(browser, who, til=wanted)

    assert (landed.status_code, landed.headers["Location"]) == (303, page)
    assert browser.get(page).status_code == 200
    cookie = browser.cookies[django_settings.SOMLOS_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", "")


def test_somebody_nobody_has_registered_is_told_so_and_let_in_nowhere(town):
    browser = Client()

    answer = browser.get(FINISH, Browser().sign_in(leave_for(browser), account="17858010039", acr=HIGH, home=HOME))

    assert answer.status_code == 403
    assert "Ingen har registrert deg her ennå." in answer.content.decode()
    assert django_settings.SOMLOS_COOKIE not in browser.cookies


def test_somebody_whose_post_has_ended_is_told_so(town):
    answer = sign_in(Client(), "stian")

    assert answer.status_code == 403
    assert "Du har ingen stilling her nå." in answer.content.decode()


def test_a_parent_does_not_come_in_as_an_employee_and_an_employee_not_as_a_parent(town):
    for key, who in (("ansattporten", "marte"), ("idporten", "tove")):
        browser = Client()
        answer = browser.get(FINISH, vouched(leave_for(browser, key), who))

        assert answer.status_code == 403
        assert browser.get(INBOX).status_code == 303


@pytest.mark.parametrize("change", [{"state": "a" * 64}, {"state": ""}, {"code": ""}, {"iss": "https://idporten.no"}])
def test_an_answer_that_is_not_ours_lets_nobody_in(town, change):
    browser = Client()
    answer = vouched(leave_for(browser), "marte") | change

    assert browser.get(FINISH, answer).status_code == 403
    assert django_settings.SOMLOS_COOKIE not in browser.cookies


def test_an_answer_lets_one_in_once_and_in_the_browser_that_asked(town):
    browser, other = Client(), Client()
    leave_for(other)
    answer = vouched(leave_for(browser), "marte")

    stolen, own, again = other.get(FINISH, answer), browser.get(FINISH, answer), browser.get(FINISH, answer)

    assert [each.status_code for each in (stolen, own, again)] == [403, 303, 403]


def test_who_gives_up_at_the_provider_can_try_again(town):
    browser = Client()

    answer = browser.get(FINISH, Browser().cancel(leave_for(browser), home=HOME))

    assert "Du avbrøt innloggingen." in answer.content.decode()
    assert reverse("pages:begin", kwargs={"key": "idporten"}) in answer.content.decode()


def test_a_provider_that_does_not_answer_is_told_of_in_a_sentence(town, settings, certified):
    settings.SOMLOS_PROVIDERS = {
        "idporten": lines(certified, audience="resident", label="ID-porten", issuer="http://127.0.0.1:1")
    }

    answer = Client().get(reverse("pages:begin", kwargs={"key": "idporten"}))

    assert answer.status_code == 502
    assert answer.content.decode().count('role="status"') == 1


def test_a_provider_we_do_not_know_does_not_exist(town):
    assert Client().get(reverse("pages:begin", kwargs={"key": "noen-andre"})).status_code == 404
    assert Client().get(reverse("pages:left", kwargs={"kind": "robot"})).status_code == 404


@pytest.mark.parametrize(
    "away",
    [
        "https://annet.example/",
        "//annet.example/",
        "/\\annet.example",
        "annet.example",
        "/a\nb",
        "javascript:alert(1)",
        "/" * 3_000,
    ],
)
def test_a_sign_in_leads_nowhere_but_to_our_own_pages(town, away):
    browser = Client()

    page = browser.get(reverse("pages:sign_in"), {"til": away}).content.decode()
    assert "annet.example" not in page[page.index("<main") : page.index("</main>")]
    landed = sign_in(browser, "marte", til=away)

    assert landed.headers["Location"] == reverse("pages:home")
    assert browser.get(reverse("pages:carry_on"), {"til": away}).headers["Location"] == reverse("pages:home")


def test_a_cookie_from_before_the_sign_in_is_worth_nothing_after_it(town):
    planted, browser = "A" * 43, Client()
    browser.cookies[django_settings.SOMLOS_COOKIE] = planted

    sign_in(browser, "marte")

    assert browser.cookies[django_settings.SOMLOS_COOKIE].value != planted
    thief = Client()
    thief.cookies[django_settings.SOMLOS_COOKIE] = planted
    assert thief.get(INBOX).status_code == 303


def test_signing_in_again_ends_the_session_one_had(town):
    browser = browser_of("marte")
    former = browser.cookies[django_settings.SOMLOS_COOKIE].value

    sign_in(browser, "jon")

    thief = Client()
    thief.cookies[django_settings.SOMLOS_COOKIE] = former
    assert thief.get(INBOX).status_code == 303
    assert browser.get(INBOX).status_code == 200


@pytest.mark.parametrize("who", ["marte", "tove"])
def test_signing_out_ends_the_session_at_once_and_at_the_provider_too(town, certified, who):
    browser = Client()
    sign_in(browser, who)
    secret = browser.cookies[django_settings.SOMLOS_COOKIE].value

    out = browser.post(reverse("pages:leave"))
    left = browser.get(out.headers["Location"])

    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.cookies[django_settings.SOMLOS_COOKIE].value == ""
    assert f"url={certified.issuer}" in left.headers["Refresh"]
    thief = Client()
    thief.cookies[django_settings.SOMLOS_COOKIE] = secret
    assert thief.get(INBOX).status_code == 303
    assert "Du er logget ut" in Client().get(reverse("pages:signed_out")).content.decode()


def test_one_signs_out_by_a_form_and_not_by_a_link(town):
    browser = browser_of("marte")

    assert browser.get(reverse("pages:leave")).status_code == 405
    assert browser.get(INBOX).status_code == 200


def test_a_session_that_has_ended_of_itself_asks_to_sign_in_and_leads_back(town):
    who = cast.person("marte")
    browser = Client()
    secret = begin_session(who.identity_hash, kind=who.kind, lasts=SESSION_LASTS["resident"], idle=timedelta(0))
    browser.cookies[django_settings.SOMLOS_COOKIE] = secret or ""

    answer = browser.get(INBOX)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{reverse('pages:sign_in')}?til=%2Fvarsler%2F")


def give_second_post(town):
    with town.acting("anne") as (actor, now):
        return organisations.employ(
            actor, cast.person("tove").identity, name="Tove Lindås", title="vikar", service_id=town.units["ppt"],
            starts=now - timedelta(days=1), ends=now + timedelta(days=90), now=now,
        )  # fmt: skip


def test_one_who_has_two_posts_changes_between_them_and_sees_what_belongs_to_each(town):
    seats = {"vikar": give_second_post(town), "pedagogisk leder": town.seats["tove"]}
    browser, change = browser_of("tove"), reverse("pages:change_seat")

    assert f'href="{change}"' in browser.get(DAY).content.decode()
    for title, seat in seats.items():
        assert browser.post(change, {"seat": seat}).status_code == 303
        (other,) = seats.keys() - {title}
        page = browser.get(change).content.decode()
        assert f"Nå er du her som {title}" in page and f'value="{seats[other]}"' in page
        assert ("Ella Strandli" in browser.get("/undring/").content.decode()) is (title == "pedagogisk leder")


@pytest.mark.parametrize("seat", ["", "x", "\x00", "berit"])
def test_nobody_sits_down_at_somebody_elses_post(town, seat):
    browser = browser_of("tove")

    answer = browser.post(reverse("pages:change_seat"), {"seat": town.seats.get(seat, seat)})

    assert answer.status_code == 404
    assert "pedagogisk leder" in browser.get(DAY).content.decode()


def test_one_who_has_one_post_is_offered_no_other(town):
    browser = browser_of("tove")

    assert reverse("pages:change_seat") not in browser.get(DAY).content.decode()
    assert "Du har bare denne stillingen." in browser.get(reverse("pages:change_seat")).content.decode()
    assert browser_of("marte").get(reverse("pages:change_seat")).status_code == 404


def test_in_the_demonstration_one_chooses_whom_to_be(town):
    browser, page = Client(), reverse("pages:try_as")

    assert page in browser.get(reverse("pages:sign_in")).content.decode()
    shown = browser.get(page).content.decode()
    assert "Tove Lindås, pedagogisk leder" in shown and "Marte Strandli, mamma til Ella" in shown
    assert "Stian" not in shown
    answer = browser.post(page, {"person": "tove", "til": "/undring/"})
    assert browser.get(answer.headers["Location"]).headers["Location"] == "/undring/"
    assert browser.post(page, {"person": "noen-andre"}).status_code == 404


def test_outside_the_demonstration_nobody_can_be_chosen(town, settings):
    settings.DEMO = False
    browser, page = Client(), reverse("pages:try_as")

    assert page not in browser.get(reverse("pages:sign_in")).content.decode()
    assert browser.get(page).status_code == 404
    assert browser.post(page, {"person": "tove"}).status_code == 404
    assert django_settings.SOMLOS_COOKIE not in browser.cookies


def test_the_browsers_secret_is_for_an_hour_and_for_no_script(town):
    browser = Client()
    leave_for(browser)

    cookie = browser.cookies[BROWSER]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", 3600)


KEPT, NOT_KEPT = "Teksten er tatt vare på i én time", "Kopier teksten før du går videre. Den er ikke lagret noe sted."


def out_of_session(who):
    """Return a browser whose session ended of itself a moment ago."""
    one, browser = cast.person(who), Client()
    secret = begin_session(one.identity_hash, kind=one.kind, lasts=SESSION_LASTS[one.kind], idle=timedelta(0))
    browser.cookies[django_settings.SOMLOS_COOKIE] = secret or ""
    return browser


def test_what_was_typed_is_said_to_be_kept_when_it_is(town):
    browser, form = out_of_session("tove"), reverse("concerns:write", kwargs={"place": town.places["ella"]})

    page = browser.post(form, {"seen": "Ella pekte."}).content.decode()

    assert KEPT in page and NOT_KEPT not in page and "Ella pekte." in page
    landed = sign_in(browser, "tove")
    assert landed.headers["Location"] == form


@pytest.mark.parametrize("why", ["twenty lie there already", "too much", "nobody knows whose"])
def test_what_was_typed_is_not_said_to_be_kept_when_it_is_refused(town, why):
    browser, form = out_of_session("tove"), reverse("concerns:write", kwargs={"place": town.places["ella"]})
    text = "Ella pekte. " * (20_000 if why == "too much" else 1)
    if why == "nobody knows whose":
        browser.cookies[django_settings.SOMLOS_COOKIE] = "A" * 43
    for number in range(20 if why.startswith("twenty") else 0):
        assert KEPT in browser.post(form, {"seen": f"Ella pekte {number}."}).content.decode()

    answer = browser.post(form, {"seen": text})

    page = answer.content.decode()
    assert answer.status_code == 401
    assert KEPT not in page and NOT_KEPT in page and "Ella pekte." in page


def test_a_text_can_be_left_from_any_page_and_taken_after_the_sign_in(town):
    browser = out_of_session("tove")

    browser.post(reverse("people:new_list"), {"name": "Vi øver på å si hei"})

    assert browser.cookies[BROWSER]["path"] == "/"
    assert "Vi øver på å si hei" in sign_in(browser, "tove").content.decode()
