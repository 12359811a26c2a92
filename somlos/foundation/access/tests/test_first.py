import pytest
from django.db import connection


@pytest.mark.django_db
def test_who():
    with connection.cursor() as c:
        c.execute("select current_user, access.open_compartments(false)")
        assert c.fetchone() == ("somlos_web", [])
