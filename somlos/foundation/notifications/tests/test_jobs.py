"""Nudges from the change to the mailbox: a real queue, a real worker in its own role, a real mail server."""

import logging
import ssl
import subprocess
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connections, transaction
from django.utils import timezone

from somlos.foundation.access.testing import signed_in
from somlos.foundation.notifications import actions, rules, selectors
from somlos.foundation.notifications.actions import letters, mail
from somlos.foundation.notifications.actions.choice import code_for
from somlos.foundation.notifications.models import Letter, NudgeChoice
from somlos.foundation.notifications.rules import NotChosen
from somlos.foundation.notifications.testing import as_worker, run_waiting_jobs
from somlos.foundation.notifications.tests.mailbox import free_port, mail_server
from somlos.foundation.notifications.tests.people import as_owner, employ, settle
from somlos.foundation.notifications.tests.stories import LIST, OTHER, QUIET, choose_nudges, leave, let_time_pass
from somlos.kernel.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

PER_LETTER = {"To", "Date", "Message-ID"}


def states() -> list[tuple[str, str, int]]:
    with as_worker("notifications.nudge"):
        return list(Letter.objects.order_by("begun_at").values_list("purpose", "state", "attempts"))


def waiting_jobs() -> int:
    with connections["worker"].cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where status = 'todo'")
        return int(cursor.fetchone()[0])


def test_a_nudge_says_the_same_to_everybody_and_nothing_of_what_it_is_about(mailbox):
    tove, mother, father = employ(), settle(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    choose_nudges(father, "far@example.org", mailbox)

    leave(LIST, by=tove, to=mother)
    leave(OTHER, by=tove, to=father)
    run_waiting_jobs()

    raw = [envelope.original_content for envelope in mailbox.taken]
    read = [message_from_bytes(content, policy=policy.default) for content in raw]
    constant = [{name: value for name, value in letter.items() if name not in PER_LETTER} for letter in read]
    bodies = [content.partition(b"\r\n\r\n")[2] for content in raw]
    assert sorted(mailbox.addresses) == ["far@example.org", "mor@example.com"]
    assert constant[0] == constant[1] and bodies[0] == bodies[1]
    assert read[0]["Subject"] == "Ny melding i Fjordvik samarbeid"
    assert read[0]["From"] == "Fjordvik samarbeid <ikke-svar@samarbeid.example>"
    assert read[0].get_content().splitlines() == [
        "Du har en ny melding i Fjordvik samarbeid. Logg inn for å lese.",
        "",
        "https://samarbeid.example/",
    ]
    assert "Reply-To" not in read[0] and {envelope.mail_from for envelope in mailbox.taken} == {
        "ikke-svar@samarbeid.example"
    }
    assert not any(str(each.user_id) in str(letter) for letter in read for each in (tove, mother, father))


def test_nobody_is_nudged_who_did_not_choose_it(mailbox):
    tove, mother = employ(), settle()

    leave(LIST, by=tove, to=mother)
    run_waiting_jobs()

    assert (mailbox.taken, waiting_jobs(), states()) == ([], 0, [])


def test_an_address_is_not_nudged_before_its_code_has_come_back(mailbox):
    tove, mother = employ(), settle()
    with signed_in(mother.identity, kind="resident"):
        actions.choose_address(mother.user_id, "mor@example.com", now=timezone.now())

    leave(LIST, by=tove, to=mother)
    run_waiting_jobs()

    [only] = mailbox.taken
    letter = message_from_bytes(only.original_content, policy=policy.default)
    with signed_in(mother.identity, kind="resident"):
        code = code_for(NudgeChoice.objects.get())
    assert letter["Subject"] == "Kode fra Fjordvik samarbeid"
    assert code in letter.get_content()


def test_a_kind_that_may_not_nudge_does_not(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)

    leave(QUIET, by=tove, to=mother)
    run_waiting_jobs()

    assert mailbox.taken == []


def test_what_is_rolled_back_nudges_nobody(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)

    with signed_in(tove.identity):
        actions.notify(LIST, to=mother.user_id, now=timezone.now())
        transaction.set_rollback(True)
    run_waiting_jobs()

    assert (mailbox.taken, waiting_jobs()) == ([], 0)


def test_several_notices_within_an_hour_are_one_nudge_and_the_next_comes_an_hour_later(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)

    leave(LIST, by=tove, to=mother)
    leave(OTHER, by=tove, to=mother)
    run_waiting_jobs()
    after_the_first = len(mailbox.taken)
    with signed_in(mother.identity, kind="resident"):
        actions.mark_all_read(before=timezone.now(), now=timezone.now())
    leave(LIST, by=tove, to=mother)
    leave(OTHER, by=tove, to=mother)
    run_waiting_jobs()
    within_the_hour = len(mailbox.taken)
    let_time_pass(hours=1)
    run_waiting_jobs()
    an_hour_later = len(mailbox.taken)
    let_time_pass(hours=1)
    run_waiting_jobs()

    assert (after_the_first, within_the_hour, an_hour_later, len(mailbox.taken), waiting_jobs()) == (1, 1, 2, 2, 0)


def test_what_has_been_read_before_the_nudge_goes_is_not_nudged_about(mailbox, settings):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    settings.SOMLOS_NUDGE_JITTER = 0

    leave(LIST, by=tove, to=mother)
    with signed_in(mother.identity, kind="resident"):
        actions.mark_all_read(before=timezone.now(), now=timezone.now())
    run_waiting_jobs()

    assert mailbox.taken == []


def test_a_nudge_waits_a_random_while(mailbox, settings):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    settings.SOMLOS_NUDGE_JITTER = 900

    for _ in range(8):
        leave(LIST, by=tove, to=mother)

    with connections["worker"].cursor() as cursor:
        cursor.execute("select extract(epoch from scheduled_at - now()) from procrastinate_jobs where status = 'todo'")
        waits = [float(wait) for (wait,) in cursor.fetchall()]
    assert len(waits) == 8 and max(waits) < 901 and max(waits) - min(waits) > 5


def test_a_nudge_is_sent_again_after_the_mail_server_was_down(mailbox, settings):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    up, settings.SOMLOS_SMTP_PORT = settings.SOMLOS_SMTP_PORT, free_port()

    leave(LIST, by=tove, to=mother)
    run_waiting_jobs()
    while_down = (len(mailbox.taken), waiting_jobs(), states()[-1])
    settings.SOMLOS_SMTP_PORT = up
    let_time_pass(hours=0.1)
    run_waiting_jobs()

    assert while_down == (0, 1, ("nudge", "under_way", 1))
    assert (mailbox.addresses, waiting_jobs(), states()[-1]) == (["mor@example.com"], 0, ("nudge", "sent", 2))


def test_a_letter_sent_again_keeps_its_message_id(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    leave(LIST, by=tove, to=mother)

    with as_worker("notifications.nudge"):
        first = letters.begin_nudge(mother.user_id, now=timezone.now())
    with as_worker("notifications.nudge"):
        second = letters.begin_nudge(mother.user_id, now=timezone.now())

    for letter in (first, second):
        mail.send(letter.letter_id, to=letter.address, words=letter.words)

    ids = {message_from_bytes(envelope.original_content)["Message-ID"] for envelope in mailbox.taken}
    assert ids == {f"<{first.letter_id}@samarbeid.example>"}
    assert (first.attempt, second.attempt) == (1, 2)


def test_a_letter_is_given_up_after_the_last_attempt_and_an_administrator_sees_how_many(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    mailbox.to_letter = "451 come back later"

    leave(LIST, by=tove, to=mother)
    for _ in range(rules.MOST_ATTEMPTS + 2):
        run_waiting_jobs()
        let_time_pass(hours=48)

    assert (mailbox.taken, waiting_jobs(), states()[-1]) == ([], 0, ("nudge", "given_up", rules.MOST_ATTEMPTS))
    with signed_in(mother.identity, kind="resident"):
        assert selectors.last_letter_failed(mother.user_id)


def test_an_address_that_does_not_exist_is_given_up_at_once(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    mailbox.to_address = "550 no such mailbox"

    leave(LIST, by=tove, to=mother)
    run_waiting_jobs()

    assert (waiting_jobs(), states()[-1]) == (0, ("nudge", "given_up", 1))


def test_what_the_log_says_of_a_failed_nudge_holds_no_address(mailbox, caplog):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    mailbox.to_address = "451 mor@example.com is over quota"

    leave(LIST, by=tove, to=mother)
    with caplog.at_level(logging.DEBUG, logger="procrastinate"):
        run_waiting_jobs()

    assert "refused the address" in caplog.text
    assert "mor@example.com" not in caplog.text


def test_an_address_that_two_persons_chose_is_not_nudged_but_one_person_at_work_and_at_home_is(mailbox):
    tove, mother, father = employ(), settle(), settle()
    tove_at_home = settle(identity=tove.identity)
    choose_nudges(mother, "familien@example.com", mailbox)
    choose_nudges(father, "Familien@Example.com", mailbox)
    choose_nudges(tove, "tove@example.com", mailbox)
    choose_nudges(tove_at_home, "tove@example.com", mailbox)

    for person in (mother, father, tove, tove_at_home):
        leave(LIST, by=tove, to=person)
    run_waiting_jobs()

    assert mailbox.addresses == ["tove@example.com", "tove@example.com"]


def test_somebody_whose_post_has_ended_is_not_nudged(mailbox):
    tove, randi = employ(), employ()
    choose_nudges(randi, "randi@example.com", mailbox)
    as_owner("update access_seat set ends = now() where user_id = %s", (randi.user_id,))

    leave(LIST, by=tove, to=randi)
    run_waiting_jobs()

    assert mailbox.taken == []


def test_turning_nudges_off_forgets_the_address_and_stops_what_is_under_way(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    mailbox.to_letter = "451 come back later"
    leave(LIST, by=tove, to=mother)
    run_waiting_jobs()

    with signed_in(mother.identity, kind="resident"):
        actions.turn_off(mother.user_id)
        assert selectors.nudge_choice(mother.user_id) is None
        assert NudgeChoice.objects.get().address is None
    mailbox.to_letter = "250 OK"
    let_time_pass(hours=0.1)
    run_waiting_jobs()

    assert (mailbox.taken, states()[-1]) == ([], ("nudge", "unwanted", 1))


def test_no_address_lies_in_the_clear_in_the_database(mailbox):
    choose_nudges(settle(), "mor@example.com", mailbox)

    home = connections["owner"].settings_dict
    tables = ("notifications_nudgechoice", "notifications_letter", "procrastinate_jobs", "procrastinate_events")
    as_owner("alter table notifications_nudgechoice no force row level security")
    with connections["owner"].cursor() as cursor:
        held = [
            str(row)
            for table in tables
            for row in cursor.execute(f"select t::text from {table} t") or cursor.fetchall()
        ]
        cursor.execute("select count(*) from notifications_nudgechoice where address is not null")
        assert cursor.fetchone() == (1,)
    as_owner("alter table notifications_nudgechoice force row level security")
    seen = "\n".join(held)
    assert "mor@example" not in seen and b"mor@example.com".hex() not in seen and home["NAME"].startswith("test_")


def test_a_wrong_code_five_times_needs_a_new_one(mailbox):
    mother = settle()
    with signed_in(mother.identity, kind="resident"):
        actions.choose_address(mother.user_id, "mor@example.com", now=timezone.now())
    for _ in range(rules.TRIES_A_CODE):
        with signed_in(mother.identity, kind="resident"):
            with pytest.raises(Refused) as refused:
                actions.confirm_address(mother.user_id, "wrong", now=timezone.now())
            assert refused.value.reason is NotChosen.WRONG_CODE
            actions.count_wrong_code(mother.user_id)

    with signed_in(mother.identity, kind="resident"):
        with pytest.raises(Refused) as refused:
            actions.confirm_address(mother.user_id, code_for(NudgeChoice.objects.get()), now=timezone.now())
        assert refused.value.reason is NotChosen.TOO_MANY_TRIES


def test_a_sixth_code_in_a_day_is_refused(mailbox):
    mother = settle()
    with signed_in(mother.identity, kind="resident"):
        for number in range(rules.CODES_A_DAY):
            actions.choose_address(mother.user_id, f"mor{number}@example.com", now=timezone.now())
        actions.turn_off(mother.user_id)

        with pytest.raises(Refused) as refused:
            actions.choose_address(mother.user_id, "mor@example.com", now=timezone.now())

    assert refused.value.reason is NotChosen.TOO_MANY_CODES


def test_what_was_read_ninety_days_ago_and_what_was_sent_a_week_ago_is_erased(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    leave(LIST, by=tove, to=mother)
    run_waiting_jobs()
    with signed_in(mother.identity, kind="resident"):
        actions.mark_all_read(before=timezone.now(), now=timezone.now())
    leave(OTHER, by=tove, to=mother)

    with as_worker("notifications.nudge"):
        letters.tidy(now=timezone.now() + timedelta(days=91))

    with signed_in(mother.identity, kind="resident"):
        assert [waiting.kind for waiting in selectors.inbox(mother.user_id)] == [OTHER]
    assert states() == []


def test_a_job_whose_worker_was_killed_is_taken_up_by_the_next(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    leave(LIST, by=tove, to=mother)
    as_owner("insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes')")
    as_owner("update procrastinate_jobs set status = 'doing', worker_id = (select max(id) from procrastinate_workers)")
    run_waiting_jobs()
    before = list(mailbox.taken)

    with signed_in(tove.identity):
        actions.defer("notifications.take_up", {})
    run_waiting_jobs()

    assert (before, mailbox.addresses) == ([], ["mor@example.com"])


def test_a_job_of_a_killed_worker_is_dropped_when_the_same_already_waits(mailbox):
    tove, waits = (
        employ(),
        "insert into procrastinate_jobs (queue_name, task_name, queueing_lock, status) values ('default', 'x', 'x', %s)",
    )
    as_owner(waits, ("doing",))
    as_owner(waits, ("todo",))
    as_owner("update procrastinate_jobs set scheduled_at = now() + interval '1 day' where status = 'todo'")

    with signed_in(tove.identity):
        actions.defer("notifications.take_up", {})
    run_waiting_jobs()

    with connections["worker"].cursor() as cursor:
        cursor.execute("select task_name, status::text from procrastinate_jobs")
        assert cursor.fetchall() == [("x", "todo")]


def test_a_letter_to_an_address_whose_key_is_gone_is_given_up(mailbox, settings, tmp_path):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    leave(LIST, by=tove, to=mother)

    settings.SOMLOS_KEYS = tmp_path / "other keys"
    run_waiting_jobs()

    assert (mailbox.taken, states()[-1]) == ([], ("nudge", "given_up", 0))


def test_letters_go_over_tls_to_a_server_whose_certificate_holds_and_to_no_other(tmp_path, monkeypatch):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    mother = settle()

    with mail_server(tls=context) as mailbox:
        with signed_in(mother.identity, kind="resident"):
            actions.choose_address(mother.user_id, "mor@example.com", now=timezone.now())
        run_waiting_jobs()
        to_a_stranger = len(mailbox.taken)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        let_time_pass(hours=0.1)
        run_waiting_jobs()

    assert (to_a_stranger, mailbox.addresses) == (0, ["mor@example.com"])
