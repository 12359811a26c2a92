from datetime import UTC, datetime, timedelta
import pytest
from django.db import connection, connections, transaction
from somlos.foundation.access import actions, selectors, rules
from somlos.foundation.access.testing import signed_in
from somlos.foundation.vault import keys
from somlos.kernel.ids import new_id

def owner(sql, params=()):
    with connections["owner"].cursor() as c:
        c.execute(sql, params)

@pytest.fixture
def found(transactional_db, settings, tmp_path):
    settings.SOMLOS_KEYS = tmp_path / "keys"; settings.SOMLOS_ANCHOR = tmp_path / "a" / "heads.log"
    m = new_id(); keys.found(m)
    h = keys.keyed_hash("pid", "x")
    u, s = new_id(), new_id()
    with transaction.atomic(using="owner"):
        owner("insert into accounts_user (id, identity_hash, kind, expected_at, language) values (%s,%s,'employee',now(),'nb')", (u, h))
        _, w = keys.new_data_key(m, lockbox=m)
        owner("select access.found_municipality(%s,%s,%s,%s,%s)", (m, u, s, w, datetime(2030,1,1,tzinfo=UTC)))
    return h

OWN = rules.Kind("own_list")
READ = rules.Permission("people.read", frozenset({OWN}))

@pytest.mark.django_db(transaction=True, databases="__all__")
def test_story(found):
    now = datetime.now(UTC)
    with signed_in(found) as actor:
        w = actions.open_subject(actor, national_hash=b"x"*32, kind=OWN, permission=READ, ends=now+timedelta(days=100), now=now, purpose="x")
        assert w.subject_id
        assert [l.subject_id for l in selectors.open_list([OWN], ["identity"], permission="x")] == [w.subject_id]
    with signed_in(found) as actor:
        w2 = actions.open_subject(actor, national_hash=b"x"*32, kind=OWN, permission=READ, ends=now+timedelta(days=100), now=now, purpose="x")
        assert w2.subject_id == w.subject_id
        c = actions.open_compartment(w2, "circle" and __import__("somlos.foundation.access.models", fromlist=["Audience"]).Audience.CIRCLE, kind=rules.Kind("author"), permission=rules.Permission("c.read", frozenset({rules.Kind("author")})), ends=now+timedelta(days=10), purpose="x")
        assert selectors.who_can_see(c)[0].user_id == actor.user_id
    from somlos.foundation.audit.actions import seal_history, verify_history
    assert seal_history() > 0
    assert verify_history() == []
