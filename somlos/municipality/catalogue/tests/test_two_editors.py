"""Two who publish the same page at the same time, with real transactions."""

import threading
import time

import psycopg
from django.db import connection, connections

from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue import actions
from somlos.municipality.catalogue.rules.versions import ArticleText, WhyNotPublish
from somlos.municipality.catalogue.rules.words import Language, Words
from somlos.municipality.catalogue.tests.desk import NOW, TODAY


def publish(desk, title):
    text = ArticleText(key="a", place=1, wordings={Language.BOKMAL: Words(title)})
    with desk.sits(at=NOW) as editor:
        actions.publish(editor, [text], starts=TODAY, now=NOW)


def somebody_waits():
    owner = connections["owner"].settings_dict
    with psycopg.connect(
        host=owner["HOST"], port=owner["PORT"] or None, dbname=owner["NAME"], user=owner["USER"], autocommit=True
    ) as asking:
        for _ in range(200):
            if asking.execute(
                "select from pg_locks l join pg_stat_activity a using (pid)"
                " where not l.granted and a.datname = current_database()"
            ).fetchall():
                return True
            time.sleep(0.02)
    return False


def test_the_second_of_two_editors_is_told_that_somebody_else_published(desks):
    with desks[0].sits(at=NOW) as editor:
        actions.open_guide(editor, name="Fjordvik kommune", now=NOW)
    publish(desks[0], "Først")
    told = []

    def second():
        try:
            publish(desks[0], "Den andre")
        except Refused as refused:
            told.append(refused.reason)
        finally:
            connection.close()

    other = threading.Thread(target=second)
    with desks[0].sits(at=NOW) as editor:
        text = ArticleText(key="a", place=1, wordings={Language.BOKMAL: Words("Den ene")})
        actions.publish(editor, [text], starts=TODAY, now=NOW)
        other.start()
        assert somebody_waits()
    other.join(timeout=20)

    assert told == [WhyNotPublish.SOMEBODY_ELSE_PUBLISHED]
