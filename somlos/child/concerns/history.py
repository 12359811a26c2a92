"""What can happen to a wonder note, as people would say it. The words are forgotten with the note's own key."""

from django.utils.translation import gettext_lazy as _

from somlos.child.concerns.rules import Decision
from somlos.foundation.access.history import Happening, Keeps

_WITH_NOTE = Keeps.WITH_ITS_COMPARTMENT

NOTE_SAVED = Happening("concerns.note_saved", _("{actor} skrev ned en undring."), _WITH_NOTE)
VERSION_ADDED = Happening("concerns.version_added", _("{actor} rettet det som er skrevet."), _WITH_NOTE)
DISCUSSED = Happening("concerns.discussed", _("{actor} drøfter undringen med {colleague}."), _WITH_NOTE)
CHILD_SPOKEN_WITH = Happening("concerns.child_spoken_with", _("{actor} snakket med barnet."), _WITH_NOTE)
HOME_SPOKEN_WITH = Happening("concerns.home_spoken_with", _("{actor} snakket med hjemmet."), _WITH_NOTE)
DECIDED = {
    Decision.PUT_ASIDE: Happening("concerns.put_aside", _("{actor} la undringen bort."), _WITH_NOTE),
    Decision.WATCH: Happening("concerns.watched", _("{actor} bestemte å følge med i fire uker."), _WITH_NOTE),
    Decision.LEVEL_1: Happening("concerns.level_1", _("{actor} bestemte å prøve noe i egen tjeneste."), _WITH_NOTE),
    Decision.LEVEL_2: Happening("concerns.level_2", _("{actor} bestemte å spørre flere tjenester."), _WITH_NOTE),
    Decision.REPORT: Happening("concerns.reported", _("{actor} skrev at det er meldt til barnevernet."), _WITH_NOTE),
}
TAKEN_OVER = Happening("concerns.taken_over", _("{actor} tok over undringen."), _WITH_NOTE)
RED_TEXT_KEPT = Happening("concerns.red_text_kept", _("{actor} gikk den røde veien."), _WITH_NOTE)
HELPER_ADDED = Happening("concerns.helper_added", _("{actor} lot {colleague} lese."), _WITH_NOTE)
RED_PATH_LIFTED = Happening(
    "concerns.red_path_lifted", _("{actor} løftet den røde veien etter å ha spurt {asked}."), _WITH_NOTE
)
