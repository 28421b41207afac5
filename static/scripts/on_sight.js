// A part of the page that waits until it comes into view: until then it asks the server for nothing.
// Before the page is printed or saved as a whole, all parts that wait are asked for.

const ALL = 'atlas-draw-all';
const WAITING = '[class*="st-key-waiting_"]';
const RUNNING = '[data-testid=stApp][data-test-script-state=running]';
const AGAIN = 200;

const still = () => !document.querySelector(`${WAITING}, ${RUNNING}, [data-stale=true]`);

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

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.waiting');
  box.style.minHeight = `${data.height}px`;
  box.replaceChildren(...data.titles.map((title) => Object.assign(document.createElement('h2'), { textContent: title })));
  let asking = 0;
  // While the server works it drops what is asked beside; a change of the page drops it too. So it is asked again.
  const ask = () => { if (!document.querySelector(RUNNING)) setTriggerValue('wanted', data.view); };
  const want = () => { if (!asking) { ask(); asking = setInterval(ask, AGAIN); } };
  const sight = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) want(); });
  sight.observe(box);
  const events = [[ALL, want], ['beforeprint', want], ['keydown', onKey]];
  for (const [name, does] of events) window.addEventListener(name, does);
  return () => {
    clearInterval(asking);
    sight.disconnect();
    for (const [name, does] of events) window.removeEventListener(name, does);
  };
}
