// PNG and SVG of a chart, made in the browser, with title, filters, source and date in the picture.
const load = () => (window.__atlasPlotly ||= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = "app/static/vendor/plotly.min.js";
  script.onload = () => done(window.Plotly);
  script.onerror = failed;
  document.head.appendChild(script);
}));
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const wrap = (text, width) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    if ((lines[lines.length - 1] + word).length > width) lines.push("");
    lines[lines.length - 1] += word + " ";
  }
  return lines.map((line) => escape(line.trim()));
};
async function save(data, format) {
  const graph = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
  if (!graph) return;
  const plotly = await load();
  const title = wrap(data.title, 80), sub = wrap(data.subtitle, 130), foot = wrap(data.footer, 150);
  const top = 30 + 28 * title.length + 19 * sub.length, bottom = 90 + 17 * foot.length;
  const layout = JSON.parse(JSON.stringify(graph.layout));
  const height = (layout.height || 450) + top + bottom;
  const muted = layout.legend?.font?.color;
  const note = (text, y, yanchor, shift, size) => ({
    text, x: 0, y, xref: "paper", yref: "paper", xanchor: "left", yanchor, yshift: shift,
    showarrow: false, align: "left", font: { size, color: size > 18 ? layout.font.color : muted },
  });
  layout.width = 1200;
  layout.height = height;
  layout.margin = { l: 20, r: 20, t: top + 20, b: bottom };
  layout.annotations = [
    note(`<b>${title.join("<br>")}</b>`, 1, "bottom", 26 + 19 * sub.length, 22),
    note(sub.join("<br>"), 1, "bottom", 14, 14),
    note(foot.join("<br>"), 0, "top", -62, 12),
  ];
  const config = { topojsonURL: graph._context?.topojsonURL };
  const url = await plotly.toImage({ data: graph.data, layout, config },
    { format, width: 1200, height, scale: format === "png" ? 2 : 1 });
  const link = document.createElement("a");
  link.href = url;
  link.download = `${data.filename}.${format}`;
  link.click();
}
export default function ({ data, parentElement }) {
  for (const format of ["png", "svg"]) {
    const button = parentElement.querySelector(`.${format}`);
    button.setAttribute("aria-label", `Download ${format.toUpperCase()} of ${data.title}`);
    button.onclick = async () => {
      button.disabled = true;
      try { await save(data, format); } finally { button.disabled = false; }
    };
  }
}
