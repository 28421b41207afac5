// Offers the tour once, leads through it, and remembers in this browser that it was dismissed.
const KEPT = 'contraband-atlas-tour';

/** The step that is shown (0: the offer, -1: none) and what is marked, across reruns of the page. */
const now = (window[KEPT] ??= { at: -1, seen: false, marked: null });

/** A browser may keep nothing at all; then it is remembered until the page is loaded anew. */
function seen() {
  try { return now.seen || localStorage.getItem(KEPT) === 'seen'; } catch { return now.seen; }
}

function remember() {
  now.seen = true;
  try { localStorage.setItem(KEPT, 'seen'); } catch { /* see above */ }
}

function mark(selectors) {
  if (now.marked) now.marked.style.outline = now.marked.style.outlineOffset = '';
  const found = selectors ? [...document.querySelectorAll(selectors)] : [];
  const marked = now.marked = found.find((one) => one.checkVisibility() && one.getBoundingClientRect().right > 0) ?? null;
  if (!marked) return;
  marked.style.outline = '3px solid var(--atlas-focus, #b35900)';
  marked.style.outlineOffset = '4px';
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  marked.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
}

export default function ({ data, parentElement }) {
  const part = (name) => parentElement.querySelector(name);
  const box = part('.tour'), again = part('.again'), no = part('.no'), on = part('.on');
  const { steps, words, offer } = data;

  const draw = () => {
    const { at } = now;
    box.hidden = at < 0;
    if (at < 0) return;
    const [title, text] = steps[at], last = at === steps.length - 1;
    part('.title').textContent = title;
    part('#text').textContent = text;
    no.textContent = at ? words.leave : words.no;
    no.hidden = last;
    on.textContent = at ? (last ? words.end : words.next) : words.show;
  };
  const go = (to) => {
    now.at = to;
    draw();
    mark(to > 0 ? steps[to][2] : '');
  };
  const close = () => {
    remember();
    go(-1);
    again.focus({ preventScroll: true });
  };
  const next = () => {
    if (now.at === steps.length - 1) { close(); return; }
    go(now.at + 1);
    box.focus({ preventScroll: true });
  };

  again.textContent = words.again;
  again.onclick = () => { go(1); box.focus({ preventScroll: true }); };
  no.onclick = close;
  on.onclick = next;
  box.onkeydown = (event) => { if (event.key === 'Escape') close(); };
  if (now.at < 0 && offer && !seen()) now.at = 0;
  draw();
  return () => mark('');
}
