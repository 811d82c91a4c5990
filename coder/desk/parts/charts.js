// Draws each chart of the page. Words and lines take the colour of the page's text, so they follow it to dark and paper.
const ink = "currentColor";
for (const place of document.querySelectorAll(".chart")) {
  const isNarrow = place.clientWidth < 560;
  const spec = JSON.parse(document.getElementById(place.dataset.spec).textContent);
  const look = { background: null, view: { stroke: null }, font: "system-ui, sans-serif", text: { color: ink }, title: { color: ink },
    axis: { labelColor: ink, titleColor: ink, gridColor: ink, gridOpacity: .14, domainColor: ink, domainOpacity: .5, tickColor: ink,
      tickOpacity: .5, labelLimit: isNarrow ? 130 : 260, labelFontSize: isNarrow ? 10 : 12, titleFontSize: 12 },
    legend: { labelColor: ink, titleColor: ink, orient: "bottom", columns: isNarrow ? 1 : 4, labelFontSize: 12, titleFontSize: 12 } };
  spec.config = Object.assign({}, spec.config, look);
  if (spec.usermeta && spec.usermeta.aspect) spec.height = Math.min(spec.height, Math.round(place.clientWidth * spec.usermeta.aspect));
  window.vegaEmbed(place, spec, { actions: false, renderer: "svg" });
}
