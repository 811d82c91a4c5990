"""What a browser meets when it draws a page: errors, requests, charts, sideways scrolling, on a desktop and a phone."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = (1280, 390)
# A line of script in a copy of the page tells what the browser met.
_PROBE = """<script>window.__errors=[];window.addEventListener('error',e=>__errors.push(e.message));
setTimeout(()=>{const w=document.documentElement;document.title='PROBE '+JSON.stringify({errors:__errors,
sideways:w.scrollWidth>w.clientWidth,
drawn:document.querySelectorAll('.chart svg').length,charts:document.querySelectorAll('.chart').length,
requests:performance.getEntriesByType('resource').map(r=>r.name).filter(n=>!n.startsWith('data:')).length
});},4000);</script>"""
_TITLES = """<script>setInterval(()=>{document.title='ALL '+JSON.stringify([...document.querySelectorAll('iframe')].map(
f=>f.contentDocument.title))},500)</script>"""
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files",
    "--window-size=1800,3200", "--virtual-time-budget=15000", "--dump-dom",
)  # fmt: skip


def drawn(page: Path, folder: Path) -> list[dict[str, Any]]:
    """What the browser met at each of `WIDTHS`: `errors`, number of `requests`, `sideways`, charts `drawn` of `charts`.

    Browsers have a least window width, so each width is a frame.
    """
    assert BROWSER is not None
    probe, frames = folder / "probe.html", folder / "frames.html"
    probe.write_text(page.read_text(encoding="utf8").replace("<head>", "<head>" + _PROBE, 1), encoding="utf8")
    frames.write_text(
        "".join(f'<iframe src="probe.html" style="width:{w}px;height:3000px;border:0"></iframe>' for w in WIDTHS)
        + _TITLES,
        encoding="utf8",
    )
    command = [BROWSER, *_OPTIONS, f"--user-data-dir={folder / 'profile'}", frames.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    match = re.search(r"<title>ALL (\[.*?\])</title>", dom)
    assert match, dom[:500]
    titles = json.loads(html.unescape(match.group(1)))
    assert all(t.startswith("PROBE ") for t in titles), titles
    return [json.loads(t.removeprefix("PROBE ")) for t in titles]
