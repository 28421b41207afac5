// A part of the page that waits until it comes into view: until then it asks the server for nothing.
// Before the page is printed or saved as a whole, all parts that wait are asked for.

const ALL = 'atlas-draw-all';
const WAITING = '[class*="st-key-waiting_"]';
const BUSY = '[data-testid=stApp][data-test-script-state=running], [data-stale=true]';
const TICK = 50, QUIET = 150, PATIENCE = 4000;

const still = () => !document.querySelector(`${WAITING}, ${BUSY}`);

// One part at a time, and only while the page rests: Streamlit runs one of two questions that come together, and a part
// that is drawn while the page is still being put together can break it.
const wanted = new Set();
let asked = null, askedAt = 0, busyAt = 0, timer = 0;

function look() {
  const now = performance.now();
  if (document.querySelector(BUSY)) { busyAt = now; return; }
  for (const ask of wanted) if (!ask.box.isConnected) wanted.delete(ask);  // drawn, or gone with its page
  if (now - busyAt < QUIET || (wanted.has(asked) && now - askedAt < PATIENCE)) return;
  [asked = null] = wanted;
  if (!asked) { clearInterval(timer); timer = 0; return; }
  askedAt = now;
  asked();
}

function want(ask) {
  wanted.add(ask);
  if (timer) return;
  busyAt = performance.now();
  timer = setInterval(look, TICK);
}

/** Print when nothing waits any more; after half a minute with what is there. */
async function print() {
  for (let tries = 0; tries < 120 && !still(); tries++) await new Promise((done) => setTimeout(done, 250));
  await new Promise((done) => setTimeout(done, 500));
  window.print();
}

function onKey(event) {
  if (event.defaultPrevented || event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  window.dispatchEvent(new Event(ALL));
  print();
}

// A part is set up anew when its page shows something else; what was set up before is not always taken down.
const before = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  before.get(parentElement)?.();
  const box = parentElement.querySelector('.waiting');
  box.style.minHeight = `${data.height}px`;
  box.replaceChildren(...data.titles.map((title) => Object.assign(document.createElement('h2'), { textContent: title })));
  const ask = Object.assign(() => setTriggerValue('wanted', data.view), { box });
  const show = () => want(ask);
  const sight = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) show();
  });
  sight.observe(box);
  const events = [[ALL, show], ['beforeprint', show], ['keydown', onKey]];
  for (const [name, does] of events) window.addEventListener(name, does);
  const end = () => {
    wanted.delete(ask);
    sight.disconnect();
    for (const [name, does] of events) window.removeEventListener(name, does);
  };
  before.set(parentElement, end);
  return end;
}
