"""What the catalogue writes in the municipality's history, read as the auditor reads it."""

import psycopg
from django.db import connections

from somlos.municipality.catalogue import actions
from somlos.municipality.catalogue.rules.versions import ArticleText, Kind
from somlos.municipality.catalogue.rules.words import Language, Words
from somlos.municipality.catalogue.tests.desk import NOW, TODAY


def text(key):
    return ArticleText(key=key, place=1, wordings={Language.BOKMAL: Words(f"Om {key}")})


def history():
    auditor = connections["auditor"].settings_dict
    with psycopg.connect(host=auditor["HOST"], dbname=auditor["NAME"], user=auditor["USER"]) as connection:
        found = connection.execute(
            "select kind from audit_event where kind like 'catalogue.%' order by written, at, id"
        )
        return sorted(kind for (kind,) in found)


def test_everything_that_is_done_at_the_desk_is_written_down(desks):
    with desks[0].sits(at=NOW) as editor:
        actions.open_guide(editor, name="Fjordvik kommune", now=NOW)
        actions.enter_statute(
            editor, "x", law="Lov", section="§ 1", about="Alt", link="https://lovdata.no", starts=TODAY, now=NOW
        )
        actions.publish(editor, [text("a")], starts=TODAY, now=NOW)
        actions.publish(editor, [text("b"), text("c")], starts=TODAY, now=NOW)
        actions.take_back(editor, Kind.ARTICLE, "a", starts=TODAY, now=NOW)

    assert history() == [
        "catalogue.guide_opened",
        "catalogue.published",
        "catalogue.published_many",
        "catalogue.statute_entered",
        "catalogue.taken_back",
    ]
