"""Who *we* and *I* are."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder


def sources(coder: Coder, text: str, code: str) -> list[str | None]:
    """The source of each event of a text whose code begins so."""
    dyads = [dyad for coding in coder.trace(text, "2014-06-10") for dyad in coding.dyads]
    return [d.source.code if d.source else None for d in dyads if d.action.code.startswith(code)]


SPEAKERS = {
    "a name in a label": ("Foreign Minister Sergey Lavrov: We condemn the raid on Homs.", "RUSGOV"),
    "a body in a label": ("@someone (Chad MFA): We condemn the raid on Homs.", "TCD"),
    "one who answers for a ministry": (
        "Press briefing of the Ministry of Foreign Affairs of Kenya. Q: News? MR BAKO: We condemn the raid on Homs.",
        "KENGOV",
    ),
    "the issuer of a press release": (
        "PRESS RELEASE Ministry of Foreign Affairs of Kenya. We condemn the raid on Homs.", "KENGOV",
    ),
    "a body that speaks first": (
        "Amnesty International today deplored the fighting in Syria. We condemn the raid on Homs.", "NGOHRIAMN",
    ),
    "a quotation that goes on": (
        "\"There will be no talks,\" the Malian rebel leader said. \"The talks are over. We condemn the raid on Gao.\"",
        "MLIREB",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPEAKERS)
def test_we_are_who_speaks(coder: Coder, name: str) -> None:
    text, code = SPEAKERS[name]
    assert sources(coder, text, "111")[-1] == code


NOBODY = {
    "a passer-by": "\"It was loud,\" a farmer in Homs said. \"We condemn the raid on Homs.\"",
    "who only asks": "Press briefing of the army of Kenya. QUESTION: We condemn the raid on Homs, do you?",
    "all of us": "President Bush met the prime minister of Italy. We condemn the raid on Homs.",
}  # fmt: skip


@pytest.mark.parametrize("name", NOBODY)
def test_we_are_nobody_where_nothing_tells(named_only: Coder, name: str) -> None:
    assert set(sources(named_only, NOBODY[name], "111")) <= {None}


def test_who_speaks_is_none_of_whom_he_names(coder: Coder) -> None:
    text = 'The premier of Chad was asked about Sudan. "I will meet the president of Sudan tomorrow," he said.'
    assert sources(coder, text, "036") == ["TCDGOV"]


OF_HIMSELF = {
    "our minister": "Our minister is ill, he said.",
    "my soldiers, on whom he depends": "My soldiers will stay, he said, until our prime minister says otherwise.",
    "our general, in a quotation": '"Our general fled to Chad," he told reporters on Friday.',
    "its president": "Its president will come to Chad, it said.",
}


@pytest.mark.parametrize("name", OF_HIMSELF)
def test_whose_somebody_is_may_be_asked_of_himself(coder: Coder, name: str) -> None:
    """The owner of *our minister* is who says it, *he*, who may be that minister: no country comes of it."""
    codings = list(coder.trace(OF_HIMSELF[name], "2014-06-10"))
    assert all(d.source is None or d.source.country is None for c in codings for d in c.dyads)
