"""What other programs read of a dataset: a Frictionless data package, a Croissant description, and how to cite it.

All of it follows from the schemas and from the files that were written; nothing depends on the time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from coder.dataset.claim import sha256
from coder.schema import Column, Schema, load_schema

TITLE = "Political events coded from news text"
ABOUT = "Who did what to whom, when and where, as CAMEO event codes, each event traceable to its sentence and rule."
LICENSES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Places: GeoNames, https://www.geonames.org"),
    "MIT": ("https://opensource.org/license/mit", "coder, its rules and dictionaries"),
}
# Types as Frictionless and Croissant name them.
FRICTIONLESS = {"string": "string", "bool": "boolean", "date32": "date", "list_string": "array"}
CROISSANT = {
    "string": "sc:Text", "bool": "sc:Boolean", "date32": "sc:Date", "int8": "cr:Int8", "int16": "cr:Int16",
    "int32": "cr:Int32",
    "int64": "cr:Int64", "float32": "cr:Float32", "float64": "cr:Float64", "list_string": "sc:Text",
}  # fmt: skip
# Of Croissant 1.1, with the parts of the context that its readers need.
_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/", "wd": "https://www.wikidata.org/wiki/",
    "prov": "http://www.w3.org/ns/prov#", "citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject", "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform", "equivalentProperty": "cr:equivalentProperty", "isArray": "cr:isArray",
    "arrayShape": "cr:arrayShape",
    "value": "cr:value", "containedIn": "cr:containedIn",
}  # fmt: skip


def write_metadata(folder: Path, tables: Mapping[str, str]) -> None:
    """Writes datapackage.json, croissant.json and CITATION.cff into a dataset; `tables` are its tables with their
    schemas.
    """
    schemas = {table: load_schema(name) for table, name in tables.items()}
    parts = {
        table: sorted(p.relative_to(folder).as_posix() for p in (folder / table).rglob("*.parquet"))
        for table in schemas
    }
    _write(folder / "datapackage.json", datapackage(folder, schemas, parts))
    _write(folder / "croissant.json", croissant(folder, schemas, parts))
    (folder / "CITATION.cff").write_text(citation(), encoding="utf8")


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def datapackage(folder: Path, schemas: Mapping[str, Schema], parts: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The Frictionless data package: a resource a table."""
    resources = []
    for table, schema in schemas.items():
        first, *more = parts[table]
        resource = {"name": table, "description": schema.description, "path": first, "format": "parquet"}
        if more:
            resource["extrapaths"] = more  # type: ignore[assignment]
        resource |= {"mediatype": "application/x-parquet", "profile": "tabular-data-resource"}
        resource["bytes"] = sum((folder / p).stat().st_size for p in parts[table])  # type: ignore[assignment]
        if not more:
            resource["hash"] = f"sha256:{sha256(folder / first)}"
        resources.append(resource | {"schema": {"fields": [_field(c) for c in schema.columns]}})
    licenses = [{"name": name, "path": path, "title": title} for name, (path, title) in LICENSES.items()]
    about = {"name": "coder-events", "title": TITLE, "description": ABOUT, "profile": "data-package"}
    return about | {"licenses": licenses, "resources": resources}


def _field(column: Column) -> dict[str, Any]:
    kind = FRICTIONLESS.get(column.type, "integer" if column.type.startswith("int") else "number")
    limits: dict[str, Any] = {"required": True} if not column.nullable else {}
    limits |= {"unique": True} if column.unique else {}
    limits |= {"enum": list(column.values)} if column.values else {}
    limits |= {"pattern": column.pattern} if column.pattern else {}
    for name, value in (("minimum", column.min), ("maximum", column.max)):
        if value is not None:
            limits[name] = int(value) if kind == "integer" else value
    field = {"name": column.name, "type": kind, "description": column.description}
    return field | ({"constraints": limits} if limits else {})


def croissant(folder: Path, schemas: Mapping[str, Schema], parts: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The Croissant description: the manifest's folder, a set of files and a set of records a table."""
    files = []
    records = []
    for table, schema in schemas.items():
        for path in parts[table]:
            name = f"{path}"
            about = {"@type": "cr:FileObject", "@id": name, "name": Path(path).name, "contentUrl": path}
            files.append(about | {"encodingFormat": "application/x-parquet", "sha256": sha256(folder / path)})
        source = parts[table][0]
        fields = [_croissant_field(table, source, column) for column in schema.columns]
        about = {"@type": "cr:RecordSet", "@id": table, "name": table, "description": schema.description}
        records.append(about | {"field": fields})  # type: ignore[dict-item]
    head = {"@context": _CONTEXT, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.1"}
    about = {"name": "coder-events", "description": ABOUT, "citeAs": f"{TITLE}, made with coder {version('coder')}"}
    about |= {"license": "https://creativecommons.org/licenses/by/4.0/", "version": f"{version('coder')}"}
    return head | about | {"distribution": files, "recordSet": records}


def _croissant_field(table: str, source: str, column: Column) -> dict[str, Any]:
    field = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
    }
    field |= {"dataType": CROISSANT[column.type]}
    if column.type == "list_string":
        field |= {"isArray": True, "arrayShape": "-1"}  # type: ignore[dict-item]
    extract = {"fileObject": {"@id": source}, "extract": {"column": column.name}}
    return field | {"source": extract}  # type: ignore[dict-item]


def citation() -> str:
    """How to cite the dataset, in the Citation File Format."""
    lines = [
        "cff-version: 1.2.0", "type: dataset", f"title: {TITLE}",
        "message: Cite this dataset, the corpus that it was coded from, and GeoNames (CC BY 4.0) for the places.",
        "authors:", "  - name: Whoever made this dataset", f'version: "{version("coder")}"', "license: CC-BY-4.0",
        "references:", "  - type: software", "    title: coder", "    authors:", "      - name: The coder authors",
        f'    version: "{version("coder")}"', "  - type: database", "    title: GeoNames", "    authors:",
        "      - name: GeoNames",
        "    url: https://www.geonames.org",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
