"""What this room may tell people about: that something waits, never what or about whom."""

from django.utils.translation import gettext_lazy as _

from somlos.foundation.notifications.notices import NoticeKind

SOMEBODY_WANTS_TO_DISCUSS = NoticeKind(
    "concerns.discuss",
    _("Noen vil drøfte en undring med deg."),
    target="concerns:note",
    leads_to_compartment=True,
    may_nudge=True,
)
TIME_TO_DISCUSS = NoticeKind(
    "concerns.time_to_discuss",
    _("En undring du har skrevet, venter på å bli drøftet."),
    target="concerns:note",
    leads_to_compartment=True,
    may_nudge=True,
)
TIME_TO_LOOK_AGAIN = NoticeKind(
    "concerns.look_again",
    _("Det er tid for å se på en undring igjen."),
    target="concerns:note",
    leads_to_compartment=True,
    may_nudge=True,
)
SOMETHING_IS_DECIDED = NoticeKind(
    "concerns.decided",
    _("Det er bestemt noe om en undring du har skrevet."),
    target="concerns:note",
    leads_to_compartment=True,
    may_nudge=True,
)
SOMETHING_IS_DECIDED_TOGETHER = NoticeKind(
    "concerns.decided_together",
    _("Det er bestemt noe om en undring du er med i."),
    target="concerns:note",
    leads_to_compartment=True,
    may_nudge=True,
)
A_NOTE_IS_PUT_ASIDE = NoticeKind(
    "concerns.put_aside",
    _("En undring du var med i, er lagt bort."),
    target="pages:day",
    leads_to_compartment=False,
    may_nudge=True,
)
TAKEN_OVER = NoticeKind(
    "concerns.taken_over",
    _("Lederen din har tatt over en undring du har skrevet."),
    target="concerns:note",
    leads_to_compartment=True,
    may_nudge=True,
)
A_NOTE_IS_LATE = NoticeKind(
    "concerns.late",
    _("En undring i enheten din har ventet i to uker."),
    target="pages:day",
    leads_to_compartment=False,
    may_nudge=True,
)
RED_PATH_TAKEN = NoticeKind(
    "concerns.red_path",
    _("Noen i enheten din har gått den røde veien."),
    target="pages:day",
    leads_to_compartment=False,
    may_nudge=True,
)
LETS_YOU_READ = NoticeKind(
    "concerns.helper",
    _("Noen vil at du leser en tekst på den røde veien."),
    target="concerns:red",
    leads_to_compartment=True,
    may_nudge=True,
)
