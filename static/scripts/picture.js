// Pictures of the charts of this page as PNG or SVG, each with title, subtitle and footer.
// Nothing leaves the host: Plotly comes from app/static, map files from where the chart on the screen has them.
const WIDTH = 1200, PAD = 36, SCALE = 2, FOOTER_CHARS = 150;
const FONT = 'Arial, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "DejaVu Sans", sans-serif';
const NS = 'http://www.w3.org/2000/svg';
const STYLES = {
  title: { size: 24, weight: 700, line: 30, opacity: 1 },
  subtitle: { size: 15, weight: 400, line: 21, opacity: 0.8 },
  footer: { size: 11, weight: 400, line: 16, opacity: 0.75 },
};

const loadPlotly = () => window.__atlasPlotly ||= new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = new URL('app/static/vendor/plotly.min.js', document.baseURI).href;
  script.onload = () => resolve(window.Plotly);
  script.onerror = () => {
    window.__atlasPlotly = undefined;              // the next click tries again
    script.remove();
    reject(new Error(`cannot load ${script.src}`));
  };
  document.head.appendChild(script);
});

/** The graph div inside the container of st.plotly_chart(key=chartKey); Streamlit's own rule for the class. */
export function findChart(chartKey) {
  const name = `st-key-${chartKey.trim().replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`;
  const found = [...document.getElementsByClassName(name)]
    .flatMap((box) => [...box.querySelectorAll('.js-plotly-plot')]);
  return found.find((gd) => gd.offsetParent !== null) ?? found[0];
}

const clone = (value) => {
  try { return structuredClone(value); } catch { return JSON.parse(JSON.stringify(value)); }
};

function measurer(style) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `${style.weight} ${style.size}px ${FONT}`;
  return (text) => context.measureText(text).width;
}

/** Lines which fit: broken at spaces, words that are too long (or scripts without spaces) at characters. */
function wrap(text, style, maxChars = Infinity) {
  const width = measurer(style), room = WIDTH - 2 * PAD;
  const fits = (line) => line.length <= maxChars && width(line) <= room;
  const lines = [];
  for (const paragraph of String(text ?? '').split('\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      if (fits(line ? `${line} ${word}` : word)) { line = line ? `${line} ${word}` : word; continue; }
      if (line) lines.push(line);
      line = '';
      for (const char of word) {
        if (line && !fits(line + char)) { lines.push(line); line = ''; }
        line += char;
      }
    }
    if (line) lines.push(line);
  }
  return lines;
}

const clamp = (low, value, high) => Math.max(low, Math.min(high, value));

/** Height of the chart part: maps keep about the shape of the world, other charts their height on the screen. */
function chartHeight(gd) {
  const full = gd._fullLayout, size = full._size;
  const isMap = Boolean(full._subplots?.geo?.length);
  if (!isMap) return clamp(420, full.height, 2400);
  const inner = (WIDTH - 2 * 12) * clamp(0.45, size.h / size.w, 0.56);
  return Math.round(inner + size.t + size.b);
}

/** A free-standing copy of the figure: wide, without its own title, without faded (unselected) marks. */
function figureOf(gd, colours) {
  const layout = clone(gd.layout);
  const size = gd._fullLayout._size;
  const hadTitle = Boolean(gd._fullLayout.title?.text);
  for (const name of ['selections', 'width', 'dragmode']) delete layout[name];
  const data = clone(gd.data);
  for (const trace of data) delete trace.selectedpoints;
  Object.assign(layout, {
    autosize: false,
    title: { text: '' },
    paper_bgcolor: colours.background,
    font: { ...layout.font, family: FONT, color: layout.font?.color ?? colours.text },
    margin: { ...layout.margin, l: Math.max(size.l, 12), r: Math.max(size.r, 12),
              t: hadTitle ? Math.max(16, size.t - 40) : Math.max(16, size.t) },
  });
  const config = { staticPlot: true, showSendToCloud: false };
  if (gd._context?.topojsonURL) config.topojsonURL = gd._context.topojsonURL;
  if (gd._context?.locale) config.locale = gd._context.locale;
  return { data, layout, config };
}

/** The nearest opaque background: the chart's place on the page, else the theme's, else white. */
function coloursOf(gd) {
  const theme = getComputedStyle(gd);
  let background = theme.getPropertyValue('--st-background-color').trim();
  for (let node = gd; !background && node; node = node.parentElement) {
    const colour = getComputedStyle(node).backgroundColor;
    if (!/^(transparent|rgba\(.*,\s*0(\.\d+)?\))$/.test(colour)) background = colour;
  }
  return { background: background || 'white', text: theme.color };
}

const element = (name, attributes, text) => {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

/** Draw lines of text below `y` and return the new y. */
function write(svg, lines, style, y, colour) {
  const rtl = lines.length > 0 && /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufefc]/u.test(lines[0]);
  for (const line of lines) {
    y += style.line;
    svg.appendChild(element('text', {
      x: rtl ? WIDTH - PAD : PAD, y: y - Math.round(style.line * 0.25), fill: colour,
      direction: rtl ? 'rtl' : 'ltr', 'font-family': FONT, 'font-size': style.size,
      'font-weight': style.weight, 'fill-opacity': style.opacity,
    }, line));
  }
  return y;
}

/** The line that tells when a picture was taken: the day of the click, not of the drawing of the page. */
const dated = (text, drawn) => text.replaceAll(`retrieved ${drawn}`, `retrieved ${new Date().toISOString().slice(0, 10)}`);

/** The whole picture as an SVG document: header, chart, footer – stacked, so they can never overlap. */
export async function compose(gd, data) {
  const Plotly = await loadPlotly();
  const colours = coloursOf(gd), height = chartHeight(gd);
  const text = await Plotly.toImage(figureOf(gd, colours),
    { format: 'svg', width: WIDTH, height, imageDataOnly: true });
  const chart = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (chart.localName !== 'svg') throw new Error('Plotly returned no SVG');
  const svg = element('svg', { width: WIDTH, direction: 'ltr' });
  svg.setAttribute('role', 'img');
  svg.appendChild(element('title', {}, data.title));
  if (data.alt) svg.appendChild(element('desc', {}, data.alt));
  const paper = svg.appendChild(element('rect', { width: WIDTH, fill: colours.background }));
  let y = write(svg, wrap(data.title, STYLES.title), STYLES.title, 22, colours.text);
  y = write(svg, wrap(data.subtitle, STYLES.subtitle), STYLES.subtitle, y + 2, colours.text) + 8;
  chart.setAttribute('y', y);
  svg.appendChild(document.importNode(chart, true));
  const footer = wrap(dated(data.footer, data.drawn), STYLES.footer, FOOTER_CHARS);
  y = write(svg, footer, STYLES.footer, y + height + 6, colours.text) + 20;
  for (const node of [svg, paper]) node.setAttribute('height', y);
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${y}`);
  return { source: new XMLSerializer().serializeToString(svg), height: y };
}

async function raster({ source, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas is too large'))), 'image/png'));
}

export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();   // not in the page: a click beside what a button has opened would close that
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A picture as a Blob: 'png' at twice the size, or 'svg'. */
export async function picture(format, data) {
  const gd = findChart(data.chart_key);
  if (!gd?._fullLayout) throw new Error(`no chart with the key ${data.chart_key}`);
  return asBlob(format, await compose(gd, data));
}

export const asBlob = (format, drawn) => format === 'png' ? raster(drawn)
  : new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', drawn.source], { type: 'image/svg+xml' });
