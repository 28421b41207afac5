// One zip with every chart of the page as PNG and SVG, and the tables that the server makes on request.
// The pictures are drawn here, one after the other, so that the page stays alive and no browser is needed elsewhere.
const { asBlob, compose, findChart, save } = await import(`./picture.js${new URL(import.meta.url).search}`);  // of the same version
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

async function deflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The fields that a file has both before its content and in the list at the end (APPNOTE 4.3.7, 4.3.12). */
function fields(file) {
  const now = new Date(), view = new DataView(new ArrayBuffer(26));
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const day = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  [20, 0x0800, file.method, time, day].forEach((value, i) => view.setUint16(2 * i, value, true));
  [file.crc, file.packed.length, file.size].forEach((value, i) => view.setUint32(10 + 4 * i, value, true));
  view.setUint16(22, file.name.length, true);
  return new Uint8Array(view.buffer);
}

const number = (size, ...values) => {
  const view = new DataView(new ArrayBuffer(size * values.length));
  values.forEach((value, i) => (size === 2 ? view.setUint16(2 * i, value, true) : view.setUint32(4 * i, value, true)));
  return new Uint8Array(view.buffer);
};

/** files: [{ name, bytes }]. Pictures and workbooks are packed already and stored as they are. */
async function zipped(files) {
  const parts = [], list = [];
  let at = 0, listed = 0;
  for (const { name, bytes } of files) {
    const plain = /\.(png|xlsx)$/.test(name);
    const packed = plain ? bytes : await deflated(bytes);
    const file = { name: new TextEncoder().encode(name), packed, size: bytes.length, crc: crc32(bytes), method: plain ? 0 : 8 };
    const head = [number(4, 0x04034b50), fields(file), file.name, packed];
    const entry = [number(4, 0x02014b50), number(2, 20), fields(file), number(2, 0, 0, 0), number(4, 0, at), file.name];
    parts.push(...head);
    list.push(...entry);
    at += head.reduce((sum, part) => sum + part.length, 0);
    listed += entry.reduce((sum, part) => sum + part.length, 0);
  }
  const end = [number(4, 0x06054b50), number(2, 0, 0, files.length, files.length), number(4, listed, at), number(2, 0)];
  return new Blob([...parts, ...list, ...end], { type: 'application/zip' });
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Both pictures of each chart; a chart that cannot be drawn is named, and the others come all the same. */
async function pictures(charts, said) {
  const files = [], failed = [];
  for (const [i, chart] of charts.entries()) {
    said(i, charts.length);
    await breathe();
    try {
      const gd = findChart(chart.chart_key);
      if (!gd?._fullLayout) throw new Error(`no chart with the key ${chart.chart_key}`);
      const drawn = await compose(gd, chart);
      for (const format of ['png', 'svg']) {
        const blob = await asBlob(format, drawn);
        files.push({ name: `${chart.filename}.${format}`, bytes: new Uint8Array(await blob.arrayBuffer()) });
      }
    } catch (error) {
      console.warn('page zip:', error);
      failed.push(chart.title);
    }
  }
  return { files, failed };
}

const WAITING = '[class*="st-key-waiting_"], [data-testid=stApp][data-test-script-state=running]';
let asked = '', done = '';

export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector('button'), status = parentElement.querySelector('[role=status]');
  const bar = parentElement.querySelector('progress');
  const show = (text, value) => {
    status.textContent = text;
    bar.hidden = value === undefined;
    if (value !== undefined) bar.value = value;
  };
  button.querySelector('span').textContent = data.label;
  button.onclick = () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    show(data.tables, 0);
    asked = `${Date.now()}-${Math.random()}`;
    window.dispatchEvent(new Event('atlas-draw-all'));  // what has not come into view yet (on_sight.js)
    askWhenDrawn(120);
  };
  const askWhenDrawn = (tries) => {
    if (tries && document.querySelector(WAITING)) setTimeout(askWhenDrawn, 250, tries - 1);
    else setTriggerValue('wanted', asked);         // the server makes the tables now, and sends them with this word
  };
  if (data.job && data.job === asked && data.job !== done) {
    done = data.job;
    build();
  }
  async function build() {
    try {
      const found = await pictures(data.charts, (i, all) => show(`${data.drawing} ${i + 1} / ${all}`, i / all));
      show(data.packing, 1);
      await breathe();
      const files = [...data.files.map(([name, base64]) => ({ name, bytes: bytesOf(base64) })), ...found.files];
      save(await zipped(files), data.filename);
      show(found.failed.length ? `${data.without} ${found.failed.join('; ')}` : data.done);
    } catch (error) {
      console.error('page zip:', error);
      show(data.failed);
    } finally {
      button.removeAttribute('aria-busy');
    }
  }
}
