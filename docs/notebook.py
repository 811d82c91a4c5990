# %% [markdown]
# # From texts to a panel of dyads
# Codes the sample corpus, merges the events with a file of GDELT, counts them by dyad and month, and draws two plots.
# Each cell runs as it is, also in Jupyter and VS Code. Set `CODER_GDELT` to a file of your own.

# %%
import os
import subprocess
import sys
from pathlib import Path

import altair as alt
import pandas as pd

import coder

work = Path(os.environ.get("CODER_WORK", "output"))
dataset = work / "dataset"


def run(*arguments: object) -> None:
    """Runs a command of the coder, as you would in a terminal."""
    subprocess.run([sys.executable, "-m", "coder", *map(str, arguments)], check=True)


# %% [markdown]
# `make dataset` makes this; it is not made again where it is there.

# %%
if not (dataset / "manifest.json").is_file():
    sample = Path(coder.__file__).parent / "knowledge" / "sample" / "articles.jsonl"
    run("dataset", sample, "--output", dataset)
events = coder.read(dataset)
events[["event_date", "source_code", "event_code", "target_code", "sentence"]].head()

# %% [markdown]
# ## Merge
# Without a file of GDELT at hand, our own events in its format do: each then matches itself.

# %%
gdelt = os.environ.get("CODER_GDELT")
if gdelt is None:
    gdelt = work / "ours.gdelt.csv"
    run("export", dataset, "--to", "gdelt1", "--output", gdelt, "--replace")
run("merge", dataset, gdelt, "--output", work / "merged")
merged = coder.read(work / "merged", columns=["origin", "match_id", "match_score"])
merged.assign(matched=merged["match_id"].notna()).groupby("origin")["matched"].agg(["size", "sum"])

# %% [markdown]
# ## Panel

# %%
run("panel", dataset, "--unit", "dyad", "--period", "month", "--output", work / "panel.parquet", "--replace")
panel = pd.read_parquet(work / "panel.parquet")
panel.sort_values("events", ascending=False).head()

# %% [markdown]
# ## Two plots: classes over time, and the dyads that fight

# %%
quads = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
years = panel.assign(year=[d.year for d in panel["period"]]).groupby("year")[quads].sum().reset_index()
over_time = (
    alt.Chart(years.melt("year", var_name="class", value_name="events"))
    .mark_bar()
    .encode(x="year:O", y="events:Q", color="class:N")
)
over_time.save(work / "over_time.html")
over_time  # noqa: B018

# %%
dyads = panel.groupby(["source_country", "target_country"])[["material_conflict", "killed"]].sum().reset_index()
dyads["dyad"] = dyads["source_country"] + " → " + dyads["target_country"]
fighting = (
    alt.Chart(dyads.nlargest(15, "material_conflict"))
    .mark_circle(size=80)
    .encode(x="material_conflict:Q", y=alt.Y("dyad:N", sort="-x"), color="killed:Q")
)
fighting.save(work / "fighting.html")
fighting  # noqa: B018
