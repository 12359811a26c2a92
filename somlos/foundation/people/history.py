"""What can happen to a child's card, its carers and lists. The words lie with the child and are forgotten with it."""

from django.utils.translation import gettext_lazy as _

from somlos.foundation.access.history import Happening, Keeps

_WITH_CHILD = Keeps.WITH_ITS_SUBJECT

REGISTERED = Happening("people.registered", _("{actor} registrerte {name}."), _WITH_CHILD)
CORRECTED = Happening("people.corrected", _("{actor} rettet opplysningene om {name}."), _WITH_CHILD)
NAMED = Happening("people.named", _("{actor} skrev hvem «{key}» er."), _WITH_CHILD)
PUT_ON_LIST = Happening("people.put_on_list", _("{actor} satte {name} på listen «{list}»."), _WITH_CHILD)
TAKEN_OFF_LIST = Happening("people.taken_off_list", _("{actor} tok {name} av listen «{list}»."), _WITH_CHILD)
CARER_REGISTERED = Happening(
    "people.carer_registered", _("{actor} skrev inn {carer}, oppgitt av {stated_by}."), _WITH_CHILD
)
CARER_ENDED = Happening("people.carer_ended", _("{actor} skrev at {carer} ikke lenger har omsorgen."), _WITH_CHILD)
TRUSTED_PERSON_CHOSEN = Happening(
    "people.trusted_person_chosen", _("{actor} skrev inn {person} som tillitsperson."), _WITH_CHILD
)
TRUSTED_PERSON_ENDED = Happening(
    "people.trusted_person_ended", _("{actor} skrev at {person} ikke lenger er tillitsperson."), _WITH_CHILD
)
PROTECTED = Happening("people.protected", _("{actor} skrev at adressen er {protection}."), _WITH_CHILD)
SHUT_OUT = Happening("people.shut_out", _("{actor} sperret for at en person kan se noe om {name}."), _WITH_CHILD)
CONTACT_WRITTEN = Happening(
    "people.contact_written", _("{actor} skrev inn hvordan hjemmet kan nås."), Keeps.WITH_ITS_COMPARTMENT
)

LIST_MADE = Happening("people.list_made", _("{actor} laget listen «{list}»."), Keeps.FOR_GOOD)
LIST_SHARED = Happening("people.list_shared", _("{actor} delte listen «{list}» med en kollega."), Keeps.FOR_GOOD)
LIST_TAKEN = Happening("people.list_taken", _("{actor} tok listen «{list}» fra en kollega."), Keeps.FOR_GOOD)
LIST_IMPORTED = Happening(
    "people.list_imported", _("{actor} leste inn listen «{list}» fra fil: {new} nye, {changed} endret."), Keeps.FOR_GOOD
)
READY = Happening("people.ready", _("{actor} slo på «{step}»."), Keeps.FOR_GOOD)
