"""Words are data and code fits a screen: no English list in Python, no long function, module or line."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from trees import tree_of, yaml_of

from coder.files.words import WORDS_FOLDER

PACKAGE = Path(__file__).parent.parent / "coder"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_WORDS, MOST_LINES, MOST_BRANCHES, LONGEST_MODULE, WIDEST = 6, 60, 20, 400, 120
# Lists of three slots and more that rules spell out.
MOST_LISTS_OF_SLOTS = 276
# Names of the program's own things, of labels and of columns: no English of texts.
OWN_NAMES = {
    "actions.decisions": {"FIELDS", "STANCES"},
    "actions.parts": {"CLAUSE_FACTS", "PAIR_FACTS"},
    "actions.rulebook": {"FIELDS", "SLOTS", "STATUSES"},
    "actors.dictionaries": {"KINDS"},
    "actors.lexicon": {"order"},
    "attributes.time_meaning": {"RESOLVERS"},
    "attributes.times": {""},
    "cli.options": {"STEPS"},
    "dataset.metadata": {"_CONTEXT"},
    "dataset.write": {"manifest"},
    "desk.gold": {"READERS"},
    "events.columns": {"_PARTS"},
    "events.reader": {"values"},
    "events.screening": {"_POLITICAL"},
    "exchange.manifest": {"manifest"},
    "pipeline": {"STEPS"},
    "events.facts": {"SIDE_FACTS", "held", "ACTION_FACTS"},
    "schema": {"FIELDS", ""},
    "text.clean": {"CHANGES"},
}
# The parser's labels of dependents.
LABELS = frozenset(
    """acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj cop csubj csubjpass dative
    dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj
    predet prep prt punct quantmod relcl tmod xcomp""".split()
)
WORD = re.compile(r"[a-z][a-z'&.-]*")
BRANCHES = (
    ast.If,
    ast.For,
    ast.While,
    ast.Try,
    ast.ExceptHandler,
    ast.IfExp,
    ast.With,
    ast.comprehension,
    ast.match_case,
)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def room_of(path: Path) -> str:
    return name_of(path).split(".")[0]


def words_of(node: ast.AST) -> list[str]:
    """The words of a literal list, set, tuple or mapping, or of a text that is split into words."""
    if isinstance(node, ast.List | ast.Set | ast.Tuple):
        return [n.value for n in node.elts if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    if isinstance(node, ast.Dict):
        return [n.value for n in node.keys if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        text = node.func.value
        return text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
    return []


def lists_in(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Each list of a module with the name that it is given, '' where it has none."""
    for statement in ast.walk(tree):
        named = ""
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            named = statement.targets[0].id
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            named = statement.target.id
        if isinstance(statement, ast.stmt) and not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            for node in ast.walk(statement):
                if found := words_of(node):
                    yield named, [w for w in found if WORD.fullmatch(w) and w not in LABELS]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_english_words_are_data(path: Path) -> None:
    own = OWN_NAMES.get(name_of(path), set())
    long = {
        (named, " ".join(words[:8]))
        for named, words in lists_in(tree_of(path))
        if len(words) > MOST_WORDS and named not in own
    }
    assert not long, f"move to knowledge/words, and load them: {sorted(long)}"


# Where such digits are of years.
YEARS = {"actors.petrarch", "attributes.times"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_event_codes_are_data(path: Path) -> None:
    """Which codes are visits, threats or force stands in codes.yaml and composition.yaml."""
    tree = tree_of(path)
    formats = {
        id(c)
        for n in ast.walk(tree)
        if isinstance(n, ast.FormattedValue) and n.format_spec
        for c in ast.walk(n.format_spec)
    }
    constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in formats)
    texts = {n.value for n in constants if isinstance(n.value, str)}
    codes = {text for text in texts if re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", text)}
    assert not codes or name_of(path) in YEARS, f"move to knowledge/words/codes.yaml: {sorted(codes)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_and_modules_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert len(text.splitlines()) <= LONGEST_MODULE, "split the module"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            branches = sum(isinstance(n, BRANCHES) for n in ast.walk(node))
            assert lines <= MOST_LINES, f"{node.name} has {lines} lines; split it"
            assert branches <= MOST_BRANCHES, f"{node.name} has {branches} branches; split it"


def test_each_word_file_is_loaded() -> None:
    """A file that no module reads would be changed in vain."""
    loaded = set(re.findall(r'load_words\(\s*"([^"]+)"', "".join(p.read_text(encoding="utf8") for p in MODULES)))
    files = {path.relative_to(WORDS_FOLDER).with_suffix("").as_posix() for path in WORDS_FOLDER.rglob("*.yaml")}
    assert files
    assert files == loaded


def test_lines_fit_a_screen() -> None:
    """Also those with `noqa`, which the linter lets through, and those of the data; rules have a width of their own."""
    root = PACKAGE.parent
    folders = [root / name for name in ("coder", "tests", "docs", "tools", "schemas")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".yaml"}]
    wide = [
        f"{path.relative_to(root)}:{n}"
        for path in [*files, root / "pyproject.toml"]
        for n, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert len(files) > 200
    assert not wide


def test_slots_that_rules_share_have_a_name() -> None:
    """A list of three slots or more that more than one rule spells out is a bundle of slots.yaml."""
    rules: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in sorted((PACKAGE / "knowledge" / "rules").glob("[0-9]*.yaml")):
        for rule in yaml_of(path):
            conditions = [*rule.get("where", {}), *(key for entry in rule.get("unless", ()) for key in entry)]
            lists = [rule.get(key, ()) for key in ("source", "target", "over")] + [c.split("|") for c in conditions]
            for slots in lists:
                if len(slots) > 2 and not any(slot.endswith("_words") for slot in slots):
                    rules[tuple(slots)].add(rule["id"])
    assert len(rules) > 100
    assert {slots: ids for slots, ids in rules.items() if len(ids) > 1} == {}
    assert len(rules) <= MOST_LISTS_OF_SLOTS, "name a bundle that stands in slots.yaml already"


def test_bundles_of_slots_are_told_apart() -> None:
    """No two hold four fifths of the same slots, but those that say why."""
    bundles = yaml_of(PACKAGE / "knowledge" / "rules" / "slots.yaml")
    alike = {
        frozenset({a, b})
        for a, b in combinations(bundles, 2)
        if len({*bundles[a]} & {*bundles[b]}) >= 0.8 * len({*bundles[a], *bundles[b]})
    }
    assert len(bundles) > 50
    reasoned = [("walker", "a_side"), ("walker", "participant"), ("stance_over", "wish"), ("bombed", "aimed_at")]
    assert alike == {frozenset(pair) for pair in reasoned}
