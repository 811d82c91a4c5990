"""The event codes, the parts of actor codes, and what the loader says of faulty tables."""

from __future__ import annotations

import csv
import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import (
    CODES_FOLDER,
    Ontology,
    describe,
    describe_all,
    load_ontology,
    quad_class,
    split_actor_code,
)
from coder.errors import CoderError, DataFileError

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.mark.parametrize(
    ("code", "name", "base", "root", "quad", "goldstein", "plover"),
    [
        ("01", "Make public statement", "01", "01", 1, 0.0, None),
        ("020", "Appeal, not specified below", "020", "02", 1, 3.0, "REQUEST"),
        ("0253", "Appeal for release of persons or property", "025", "02", 1, -0.3, "REQUEST"),
        ("0334", "Express intent to provide military protection or peacekeeping", "033", "03", 1, 6.0, "AGREE"),
        ("057", "Sign formal agreement", "057", "05", 1, 8.0, "SUPPORT"),
        ("0874", "Retreat or surrender militarily", "087", "08", 2, 10.0, "RETREAT"),
        ("094", "Investigate war crimes", "094", "09", 2, -2.0, "ACCUSE"),
        ("106", "Demand meeting, negotiation", "106", "10", 3, -5.0, "REQUEST"),
        ("1214", "Reject intelligence cooperation", "121", "12", 3, -4.0, "REJECT"),
        ("1385", "Threaten attack with WMD", "138", "13", 3, -7.0, "THREATEN"),
        ("163", "Impose embargo, boycott, or sanctions", "163", "16", 4, -8.0, "COERCE"),
        ("1952", "Employ remotely piloted aerial munitions", "195", "19", 4, -10.0, "ASSAULT"),
        ("20", "Use unconventional mass violence", "20", "20", 4, -10.0, "ASSAULT"),
    ],
)
def test_event_code(ontology, code, name, base, root, quad, goldstein, plover):
    event = ontology.get(code)
    found = (event.name, event.base, event.root, event.quad_class, event.goldstein, event.plover_event)
    assert found == (name, base, root, quad, pytest.approx(goldstein), plover)


def test_every_code_has_a_definition_of_its_own_and_is_reached_from_its_root(ontology):
    assert len(ontology.codes()) == 318
    assert [code for code in ontology.codes() if len(code) == 2] == [f"{root:02}" for root in range(1, 21)]
    definitions = [ontology.get(code).definition for code in ontology.codes()]
    assert len(set(definitions)) == len(definitions)
    for event in ontology.events.values():
        assert 15 <= len(event.definition) <= 160, event.code
        assert event.definition.endswith("."), event.code
        assert event.definition.lower().rstrip(".") != event.name.lower(), event.code
        assert event.parent is None or event.code in ontology.children(event.parent)
        assert (event.plover_event is None) == (event.root == "01"), event.code


@pytest.mark.parametrize(
    ("code", "expected"),
    [("010", 1), ("057", 1), ("06", 2), ("094", 2), ("100", 3), ("1454", 3), ("150", 4), ("2042", 4)],
)
def test_quad_class(code, expected):
    assert quad_class(code) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("020", True), ("20", True), (20, False), ("1833x", False), ("", False), (None, False)],
    ids=repr,
)
def test_is_code(ontology, value, expected):
    assert ontology.is_code(value) is expected


@pytest.mark.parametrize(
    ("wrong", "first"), [("1833x", "1833"), ("43", "043"), ("253", "0253"), ("19 5", "195"), ("O57", "057")]
)
def test_suggest(ontology, wrong, first):
    assert ontology.suggest(wrong)[0] == first


def test_nothing_is_suggested_for_what_resembles_no_code(ontology):
    assert ontology.suggest("attack") == ()


def test_require_names_the_code_and_the_remedy(ontology):
    with pytest.raises(CoderError, match=r"'1833x' is not a CAMEO code\. Did you mean '1833', '183' or '133'\?"):
        ontology.require("1833x")


@pytest.mark.parametrize(
    ("code", "country", "roles", "region"),
    [
        ("RUS", "RUS", (), None),
        ("RUSCOP", "RUS", ("COP",), None),
        ("PSEMILHMS", "PSE", ("MIL", "HMS"), None),
        ("IGOUNO", None, ("IGO", "UNO"), None),
        ("IGOEUREEC", None, ("IGO", "EEC"), "EUR"),
        ("NGOUSAHRI", "USA", ("NGO", "HRI"), None),
        ("MNCCHNMED", "CHN", ("MNC", "MED"), None),
        ("IMGMUSALQ", None, ("IMG", "MUS", "ALQ"), None),
        ("IMGMUSRUS", "RUS", ("IMG", "MUS"), None),
        ("MUSGOV", "MUS", ("GOV",), None),
        ("SRBALB", "SRB", ("ALB",), None),
        ("IRQKUR", "IRQ", ("KUR",), None),
        ("AFR", None, (), "AFR"),
        ("MEAREB", None, ("REB",), "MEA"),
        ("USRGOV", "SUN", ("GOV",), None),
        ("DDRGOV", "DDR", ("GOV",), None),
        ("ROMOPP", "ROU", ("OPP",), None),
        ("KSVGOV", "XKX", ("GOV",), None),
        ("WSB", "PSE", (), None),
        ("COP", None, ("COP",), None),
        ("~COP", None, ("COP",), None),
        ("GOVRUS", None, ("GOV", "RUS"), None),
        ("", None, (), None),
    ],
)
def test_split_actor_code(code, country, roles, region):
    found = split_actor_code(code)
    assert (found.country, found.roles, found.region, found.unknown) == (country, roles, region, ())


@pytest.mark.parametrize(
    ("code", "roles", "unknown"),
    [("RUSQQQ", ("QQQ",), ("QQQ",)), ("RUSGO", ("GO",), ("GO",)), ("rusGOV", ("rus", "GOV"), ("rus",))],
)
def test_unknown_parts_are_kept_and_named(code, roles, unknown):
    found = split_actor_code(code)
    assert (found.roles, found.unknown) == (roles, unknown)


@pytest.mark.parametrize(
    ("place", "roles", "expected"),
    [
        ("RUS", ("COP",), "RUSCOP"),
        ("RUS", ("RAD", "GOV"), "RUSGOVRAD"),
        ("GBR", ("MED", "OPP"), "GBROPPMED"),
        ("PSE", ("MIL", "HMS"), "PSEMILHMS"),
        (None, ("IGO", "UNO"), "IGOUNO"),
        ("USA", ("HRI", "NGO"), "NGOUSAHRI"),
        ("AZE", ("GOV", "GOV"), "AZEGOV"),
        (None, (), ""),
    ],
)
def test_join(ontology, place, roles, expected):
    assert ontology.join(place, roles) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("COP", "Police"),
        ("NAT", "North Atlantic Treaty Organization"),
        ("UNO", "United Nations"),
        ("FRA", "France"),
        ("MUS", "Islam, as older dictionaries write it"),
        ("HUT", "Hutu"),
        ("QQQ", None),
    ],
)
def test_label(ontology, part, expected):
    assert ontology.label(part) == expected


def test_all_of_iso_3166_is_there_and_countries_are_alpha_3(ontology):
    countries = [place for place in ontology.places.values() if place.kind == "country"]
    assert len({place.country for place in countries}) == 250  # the 249 of ISO 3166-1, and Kosovo
    assert all(place.country is None or len(place.country) == 3 for place in ontology.places.values())


def test_describe_shows_a_code_and_all_under_it(ontology):
    text = describe("025", ontology)
    assert text.startswith("## 025 Appeal to yield")
    assert "Goldstein scale: -0.3" in text and "1 (verbal cooperation)" in text
    assert [line[2:6] for line in text.splitlines() if line.startswith("| 0")] == [f"025{k}" for k in range(1, 7)]
    assert "|" not in describe("0253", ontology)


def test_describe_all_names_every_code(ontology):
    text = describe_all(ontology)
    assert all(f"## {code} " in text or f"| {code} |" in text for code in ontology.codes())


def test_the_ontology_can_be_sent_to_a_worker(ontology):
    assert pickle.loads(pickle.dumps(ontology)).events == ontology.events


def edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = tmp_path / "codes"
    shutil.copytree(CODES_FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param("events.csv", "goldstein", "scale", r"events\.csv:1: the header is 'code,name,scale", id="column"),
        pytest.param(
            "events.csv", "\n011,", "\n010,", r"events\.csv:4: '010' is already in .*events\.csv:3", id="twice"
        ),
        pytest.param("events.csv", "\n025,", "\n029,", r"'0251' has no parent\. Add a line for '025'", id="parent"),
        pytest.param("events.csv", "comment,-0.1", "comment,low", r"events\.csv:4: goldstein 'low'", id="number"),
        pytest.param("events.csv", "comment,-0.1", "comment,-11", r"outside -10 to 10", id="range"),
        pytest.param(
            "events.csv", "comment,-0.1,", "comment,-0.1,x,", r"events\.csv:4: 5 cells instead of 4", id="cells"
        ),
        pytest.param("events.csv", "\n011,", "\n21,", r"'21' is under no root", id="root"),
        pytest.param("plover.csv", "\n020,", "\n0299,", r"plover\.csv:\d+: '0299' is not in events\.csv", id="plover"),
        pytest.param("actor_types.csv", "COP,", "COPS,", r"actor_types\.csv:\d+: 'COPS' is not a part", id="part"),
        pytest.param("actor_types.csv", "primary", "first", r"actor_types\.csv:2: tier 'first' is none of", id="tier"),
        pytest.param("countries.csv", ",FRA\n", ",\n", r"countries\.csv:\d+: every kind but a region", id="country"),
        pytest.param("religion.csv", "BUD,", ",", r"religion\.csv:\d+: the column 'code' is empty", id="empty"),
    ],
)
def test_faults_are_told_by_file_and_line(tmp_path, name, old, new, message):
    with pytest.raises(DataFileError, match=message):
        load_ontology(edited(tmp_path, name, old, new))


def test_all_faults_are_told_at_once(tmp_path):
    folder = edited(tmp_path, "events.csv", "comment,-0.1", "comment,low")
    (folder / "ethnic.csv").unlink()
    with pytest.raises(DataFileError) as error:
        load_ontology(folder)
    assert len(error.value.problems) == 2


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference data is not on this machine")
def test_codes_and_scale_agree_with_the_reference(ontology):
    lines = (REFERENCE / "CAMEO.goldsteinscale.txt").read_text(encoding="utf-8").splitlines()[1:]
    scale = {code: float(value) for code, value in (line.split("\t") for line in lines)}
    assert {code: ontology.get(code).goldstein for code in scale} == scale
    names = (REFERENCE / "CAMEO.eventcodes.txt").read_text(encoding="latin-1").splitlines()[1:]
    assert all(ontology.is_code(line.split("\t")[0].strip()) for line in names)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference data is not on this machine")
def test_quad_class_agrees_with_gdelt(ontology):
    with (REFERENCE / "gdelt_v1_sample.CSV").open(encoding="utf-8", newline="") as handle:
        rows = [(row[26], int(row[29])) for row in csv.reader(handle, delimiter="\t")]
    assert rows and all(ontology.get(code).quad_class == quad for code, quad in rows)


def test_groups_of_codes_are_of_cameo(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "18" in code_kinds().force
    wrong = replace(code_kinds(), force=frozenset({"18", "21"}))
    monkeypatch.setattr("coder.cameo.kinds.load_words", lambda *_: wrong)
    with pytest.raises(DataFileError, match="codes.yaml: list 'force': '21' begins no CAMEO code"):
        code_kinds.__wrapped__()
