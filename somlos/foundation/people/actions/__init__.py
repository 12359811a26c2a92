"""What one can do here: make lists, put children on them, write down carers, protect, and get ready for real people."""

from somlos.foundation.people.actions.carers import (
    choose_trusted_person,
    end_carer,
    end_trusted_person,
    register_carer,
    write_contact,
)
from somlos.foundation.people.actions.children import begin_anonymous, correct, put_on_list, same_child, take_off_list
from somlos.foundation.people.actions.files import Imported, NotImported, import_list, read
from somlos.foundation.people.actions.lists import make_list, share_list, take_list_from
from somlos.foundation.people.actions.protection import protect, shut_out
from somlos.foundation.people.actions.readiness import must_be_ready, switch_on

__all__ = [
    "Imported",
    "NotImported",
    "begin_anonymous",
    "choose_trusted_person",
    "correct",
    "end_carer",
    "end_trusted_person",
    "import_list",
    "make_list",
    "must_be_ready",
    "protect",
    "put_on_list",
    "read",
    "register_carer",
    "same_child",
    "share_list",
    "shut_out",
    "switch_on",
    "take_list_from",
    "take_off_list",
    "write_contact",
]
