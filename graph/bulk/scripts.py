"""What stands beside the files: the importer's arguments, scripts that call it, what is to run after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.bulk.cells import SEPARATOR
from innograph.graph.bulk.columns import TABLES
from innograph.graph.bulk.finish import iter_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.ontology import Ontology

ARGUMENTS = "import.args"
COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"
_BUFFER = 4_194_304  # bytes of one row that the importer takes without being told
_SHELL = f"""#!/bin/sh
# A new Neo4j database out of these files: ./import.sh [DATABASE [OPTION...]]
# Neo4j has to be stopped. --overwrite-destination=true replaces what the database holds.
set -eu
cd "$(dirname "$0")"
admin="${{NEO4J_ADMIN:-${{NEO4J_HOME:+$NEO4J_HOME/bin/}}neo4j-admin}}"
database="${{1:-neo4j}}"
[ $# -eq 0 ] || shift
exec "$admin" database import full "$database" "$@" @{ARGUMENTS}
"""
_POWERSHELL = f"""# A new Neo4j database out of these files: .\\import.ps1 [DATABASE [OPTION...]]
# Neo4j has to be stopped. --overwrite-destination=true replaces what the database holds.
param([string]$Database = "neo4j", [Parameter(ValueFromRemainingArguments)][string[]]$Options = @())
$admin = "neo4j-admin"
if ($env:NEO4J_HOME) {{ $admin = Join-Path $env:NEO4J_HOME "bin/neo4j-admin" }}
if ($env:NEO4J_ADMIN) {{ $admin = $env:NEO4J_ADMIN }}
Push-Location $PSScriptRoot
try {{ & $admin database import full $Database @Options "@{ARGUMENTS}" }} finally {{ Pop-Location }}
exit $LASTEXITCODE
"""


def scripts(longest: int, ontology: Ontology) -> Mapping[str, str]:
    """Names and texts; `longest` is the longest row, in characters."""
    arguments = [
        "--id-type=string",
        f"--array-delimiter=U+{ord(SEPARATOR):04X}",
        "--multiline-fields=true",
        "--bad-tolerance=0",
    ]
    if (needed := longest * 4) > _BUFFER:  # bytes of a character, at most
        arguments.append(f"--read-buffer-size={needed}")
    arguments += [table.argument for table in TABLES.values()]
    return {
        ARGUMENTS: "".join(f"{argument}\n" for argument in arguments),
        "import.sh": _SHELL,
        "import.ps1": _POWERSHELL,
        "after.cypher": "".join(f"{statement};\n" for statement in iter_after(ontology)),
    }
