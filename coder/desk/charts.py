"""The charts of the desk's pages, as Vega-Lite specifications made with Altair (coder[report])."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import Any

from coder.errors import CoderError
from coder.files.package import KNOWLEDGE

Values = Sequence[Mapping[str, Any]]
# Land of the world at 1:110 million from Natural Earth (public domain), as TopoJSON.
LAND = KNOWLEDGE / "land-110m.json"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
# Told apart by those who see few colours, on white and on black.
QUAD_COLOURS = {1: "#4c93d6", 2: "#2a9d75", 3: "#e3a02c", 4: "#d1495b"}
HEIGHT = 260
# How an axis prints the periods of a unit, the steps between its ticks, and how many days a unit has.
TICKS = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}
STEPS = {"day": (1, 2, 5, 10, 15), "month": (1, 3, 6, 12), "year": (1, 2, 5, 10, 20)}
DAYS = {"day": 1, "month": 30, "year": 365}
MOST_TICKS = 14
# Up to here each whole number has its tick.
FEW = 8


def specification(make: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Lets a function that makes an Altair chart give its specification; CoderError where Altair is not installed."""

    @wraps(make)
    def made(*args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            import altair
        except ImportError:
            raise CoderError("charts need more packages: pip install 'coder[report]'") from None
        chart = make(altair, *args, **kwargs)
        found: dict[str, Any] = chart.to_dict()
        return found

    return made


def _quad_colour(alt: Any) -> Any:
    scale = alt.Scale(domain=list(QUADS.values()), range=list(QUAD_COLOURS.values()))
    return alt.Color("quad:N", scale=scale, title=None)


def _time(alt: Any, unit: str, span: Sequence[str]) -> Any:
    """The axis of periods of a `unit` (day, month, year) over the days `span`; in UTC, so that a day is that day in
    any country.
    """
    first, last = (date.fromisoformat(day) for day in span)
    units = (last - first).days / DAYS[unit]
    step = next((n for n in STEPS[unit] if units / n <= MOST_TICKS), STEPS[unit][-1])
    ticks = {"interval": unit, "step": step}
    axis = alt.Axis(format=TICKS[unit], tickCount=ticks, labelOverlap="greedy", labelSeparation=12)
    return alt.X("period:T", title=None, axis=axis, scale=alt.Scale(type="utc", domain=list(span), padding=10))


def _counts(alt: Any, values: Values, field: str, by: str) -> Any:
    """An axis of whole numbers, for the sums of a field by another."""
    sums: Counter[Any] = Counter()
    for v in values:
        sums[v[by]] += v[field]
    most = max(sums.values(), default=0)
    return alt.Axis(values=list(range(most + 1))) if most <= FEW else alt.Axis(format=",d")


@specification
def quad_chart(alt: Any, values: Values, unit: str, span: Sequence[str]) -> Any:
    """Events by period and quad class; values have period (ISO date), when (as printed), quad, events."""
    return (
        alt.Chart(alt.Data(values=list(values)), width="container", height=HEIGHT)
        .mark_bar()
        .encode(
            x=_time(alt, unit, span),
            y=alt.Y("sum(events):Q", title="events", axis=_counts(alt, values, "events", "period")),
            color=_quad_colour(alt),
            tooltip=["when:N", "quad:N", "events:Q"],
        )
    )


@specification
def root_chart(alt: Any, values: Values) -> Any:
    """Events by root code; values have root (with its name), quad, events."""
    return (
        alt.Chart(alt.Data(values=list(values)), width="container", height={"step": 20})
        .mark_bar()
        .encode(
            x=alt.X("events:Q", title="events", axis=_counts(alt, values, "events", "root")),
            y=alt.Y("root:N", sort=None, title=None),
            color=_quad_colour(alt),
            tooltip=["root:N", "events:Q"],
        )
    )


@specification
def heat_chart(alt: Any, values: Values, periods: Sequence[str]) -> Any:
    """Events by dyad and period; values have dyad, period (one of `periods`, as printed), events."""
    most = max(v["events"] for v in values)
    return (
        alt.Chart(alt.Data(values=list(values)), width="container", height={"step": 20})
        .mark_rect()
        .encode(
            x=alt.X(
                "period:O",
                title=None,
                axis=alt.Axis(labelOverlap="greedy", labelAngle=-45),
                scale=alt.Scale(domain=list(periods)),
            ),
            y=alt.Y("dyad:N", sort=None, title=None),
            color=alt.Color(
                "events:Q",
                title="events",
                scale=alt.Scale(scheme="viridis", domain=[0, most]),
                legend=alt.Legend(tickMinStep=1, format=",d"),
            ),
            tooltip=["dyad:N", "period:O", "events:Q"],
        )
    )


@specification
def map_chart(alt: Any, values: Values) -> Any:
    """Places of events; values have latitude, longitude, place, quad, events."""
    land = alt.Data(
        values=json.loads(LAND.read_text(encoding="utf8")), format=alt.TopoDataFormat(feature="land", type="topojson")
    )
    world = alt.Chart(land).mark_geoshape(fill="#9aa5b155", stroke="#9aa5b1")
    places = (
        alt.Chart(alt.Data(values=list(values)))
        .mark_circle(opacity=0.75)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", title="events", scale=alt.Scale(range=[12, 500]), legend=None),
            color=_quad_colour(alt),
            tooltip=["place:N", "quad:N", "events:Q"],
        )
    )
    drawn = alt.layer(world, places).project("equalEarth").properties(width="container", height=470)
    return drawn.properties(usermeta={"aspect": 0.49})


@specification
def line_chart(alt: Any, values: Values, field: str, title: str, unit: str, span: Sequence[str]) -> Any:
    """One figure by period; values have period (ISO date), when (as printed) and `field`."""
    return (
        alt.Chart(alt.Data(values=list(values)), width="container", height=HEIGHT)
        .mark_line(point=True, color=QUAD_COLOURS[1])
        .encode(
            x=_time(alt, unit, span),
            y=alt.Y(f"{field}:Q", title=title, scale=alt.Scale(domain=[-10, 10])),
            tooltip=["when:N", f"{field}:Q"],
        )
    )


@specification
def bar_chart(alt: Any, values: Values, field: str, title: str, unit: str, span: Sequence[str]) -> Any:
    """One count by period; values have period (ISO date), when (as printed) and `field`."""
    return (
        alt.Chart(alt.Data(values=list(values)), width="container", height=HEIGHT)
        .mark_bar(color=QUAD_COLOURS[4])
        .encode(
            x=_time(alt, unit, span),
            y=alt.Y(f"{field}:Q", title=title, axis=_counts(alt, values, field, "period")),
            tooltip=["when:N", f"{field}:Q"],
        )
    )


@specification
def reliability_chart(alt: Any, bins: Values) -> Any:
    """The reliability diagram: share right by mean confidence; bins have confidence, right, count."""
    data = alt.Data(values=list(bins))
    scale = alt.Scale(domain=[0, 1])
    line = alt.Chart(alt.Data(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(
        strokeDash=[4, 4], color="#8a949e"
    )
    points = alt.Chart(data).mark_line(point=alt.OverlayMarkDef(size=60), color=QUAD_COLOURS[1])
    return alt.layer(
        line.encode(
            x=alt.X("x:Q", scale=scale, title="mean confidence"), y=alt.Y("y:Q", scale=scale, title="share right")
        ),
        points.encode(x="confidence:Q", y="right:Q", tooltip=["confidence:Q", "right:Q", "count:Q"]),
    ).properties(width="container", height=320)


@specification
def confusion_chart(alt: Any, cells: Values) -> Any:
    """Gold class against coded class; cells have gold, coded, times."""
    return (
        alt.Chart(alt.Data(values=list(cells)), width="container", height={"step": 22})
        .mark_rect()
        .encode(
            x=alt.X("coded:N", title="coded", axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("gold:N", title="gold"),
            color=alt.Color(
                "times:Q",
                title="times",
                scale=alt.Scale(scheme="viridis", type="symlog"),
                legend=alt.Legend(tickMinStep=1, format=",d"),
            ),
            tooltip=["gold:N", "coded:N", "times:Q"],
        )
    )
