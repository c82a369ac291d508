"""docs/operators.md against what it speaks of."""

import re
from pathlib import Path

from django.core.management import get_commands

from newsroom import settings

GUIDE = Path(__file__).parents[2].joinpath("docs", "operators.md").read_text()


def test_it_lists_each_setting_that_is_read_and_no_other():
    listed = re.findall(r"^\| `([A-Z0-9_]+)` \|", GUIDE, flags=re.MULTILINE)
    assert listed == sorted({*settings.read.names, "ENV_FILE"})


def test_the_commands_it_names_exist():
    named = set(re.findall(r"manage\.py (\w+)", GUIDE))
    assert named
    assert named <= get_commands().keys()
