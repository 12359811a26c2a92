"""Each rule of the house finds what it is there to find, and nothing where it does not apply."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def found(tmp_path: Path, file: str, code: str) -> str:
    place = tmp_path / file
    place.parent.mkdir(parents=True)
    place.write_text(code)
    said = subprocess.run(
        [str(Path(sys.executable).parent / "ast-grep"), "scan", "--config", str(ROOT / "tools/rules/sgconfig.yml")]
        + ["--report-style=short", "somlos"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout + said.stderr


@pytest.mark.parametrize(
    ("file", "code", "rule"),
    [
        ("somlos/child/concerns/actions.py", "w = Warrant(subject=1)\n", "warrant-comes-from-the-door"),
        ("somlos/child/concerns/rules.py", "n = datetime.now(tz=UTC)\n", "rules-have-no-clock"),
        ("somlos/child/concerns/rules/weeks.py", "d = date.today()\n", "rules-have-no-clock"),
        ("somlos/child/concerns/views.py", "m = mark_safe(text)\n", "markup-is-escaped"),
        ("somlos/child/concerns/models.py", "class Note:\n    def save(self):\n        pass\n", "tables-hide-nothing"),
        ("somlos/child/concerns/actions.py", "@receiver(post_save)\ndef f(): ...\n", "a-call-is-a-call"),
        ("somlos/child/concerns/actions.py", "m = apps.get_model('x', 'Y')\n", "a-call-is-a-call"),
    ],
)
def test_a_rule_finds_what_it_forbids(tmp_path: Path, file: str, code: str, rule: str) -> None:
    assert rule in found(tmp_path, file, code)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("somlos/foundation/access/warrants.py", "w = Warrant(subject=1)\n"),
        ("somlos/foundation/access/middleware.py", "n = datetime.now(tz=UTC)\n"),
        ("somlos/ui/library.py", "m = mark_safe(text)\n"),
        ("somlos/child/concerns/migrations/0001_x.py", "m = apps.get_model('x', 'Y')\n"),
    ],
)
def test_a_rule_is_silent_where_it_does_not_apply(tmp_path: Path, file: str, code: str) -> None:
    assert "error[" not in found(tmp_path, file, code)
