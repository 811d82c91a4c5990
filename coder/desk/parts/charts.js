// Draws each chart of the page, again whenever the reader's colours change.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
function draw() {
  const ink = dark.matches ? "#c9d1d9" : "#3d444c", line = dark.matches ? "#3a424a" : "#d8dee4";
  const look = { background: null, view: { stroke: null }, font: "system-ui, sans-serif",
    axis: { labelColor: ink, titleColor: ink, gridColor: line, domainColor: line, tickColor: line },
    legend: { labelColor: ink, titleColor: ink, orient: "bottom", columns: 2 }, text: { color: ink }, title: { color: ink } };
  for (const place of document.querySelectorAll(".chart")) {
    const data = document.getElementById(place.dataset.spec);
    const spec = JSON.parse(data.textContent);
    spec.config = Object.assign({}, spec.config, look);
    window.vegaEmbed(place, spec, { actions: false, renderer: "svg" });
  }
}
dark.addEventListener("change", draw);
draw();
