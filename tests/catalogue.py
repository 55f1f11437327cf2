"""`python -m tests.catalogue`: fail unless the French catalogue is complete, true and compiled.

Extraction needs gettext's tools; without them only completeness and compilation are checked.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "portfolio/locale/fr/LC_MESSAGES/django.po"
SOURCES = ("portfolio", "home", "projects", "templates")


def extracted() -> set[tuple[str | None, str]] | None:
    """Return the messages that the sources hold, or None without gettext's tools."""
    if not shutil.which("xgettext"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("locale"))
        (copy / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "--locale", "fr", "--verbosity", "0"],
            cwd=copy,
            check=True,
        )
        entries = polib.pofile(str(copy / "locale/fr/LC_MESSAGES/django.po"))
        return {(entry.msgctxt, entry.msgid) for entry in entries}


def problems() -> list[str]:
    """Return one sentence for each thing that is wrong with the catalogue."""
    catalogue = polib.pofile(str(CATALOGUE))
    current = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    found = [f"not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    wanted = extracted()
    if wanted is not None:
        found += [f"missing: {msgid!r}" for _context, msgid in sorted(wanted - current, key=str)]
        found += [f"of no use: {msgid!r}" for _context, msgid in sorted(current - wanted, key=str)]
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    texts = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in compiled}
    found += [
        f"not compiled: {entry.msgid!r}"
        for entry in catalogue.translated_entries()
        if texts.get((entry.msgctxt, entry.msgid)) != entry.msgstr
    ]
    return found


if __name__ == "__main__":
    faults = problems()
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.write(f"French catalogue: {len(faults) or 'no'} problem(s)\n")
    sys.exit(bool(faults))
