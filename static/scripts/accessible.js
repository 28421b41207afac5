// What Streamlit's own markup gets wrong for screen readers and the keyboard, and no setting of it can mend.
// Attributes and the way of the focus only; nothing is moved, and what is not found is left alone. And the width for paper.

/** The menu: lists whose items stand in blocks are no lists. Each section becomes a group named by its heading. */
function menu() {
  for (const list of document.querySelectorAll('[data-testid=stSidebarNavItems]')) {
    list.setAttribute('role', 'none');
    for (const item of list.querySelectorAll('li')) item.setAttribute('role', 'none');
    for (const section of list.children) {
      const heading = section.querySelector('[data-testid=stNavSectionHeader] p');
      if (!heading) continue;
      section.setAttribute('role', 'group');
      section.setAttribute('aria-label', heading.textContent);
    }
  }
}

/** The box that takes a file is named, so it may not claim to be decoration. */
function files() {
  for (const zone of document.querySelectorAll('[data-testid=stFileUploaderDropzone][role=presentation]')) {
    zone.setAttribute('role', 'group');
  }
}

/** The field in the bar takes a question: Streamlit calls what is in no list something to add. */
function questions(ask) {
  for (const typed of document.querySelectorAll('[role=option][data-key=__creatable__] [data-item-hl]')) {
    const text = typed.firstChild;
    if (ask && text?.data?.startsWith('Add: ')) text.data = `${ask} ${text.data.slice(5)}`;
  }
}

const STOPS = 'a[href], button, input, select, textarea, canvas, summary, [tabindex]';

/** Where Tab stops, in the order of the page; the parts of our own components too. */
function stops(root) {
  return [...root.querySelectorAll('*')].flatMap((part) => {
    if (part.shadowRoot) return stops(part.shadowRoot);
    return part.matches(STOPS) && part.tabIndex >= 0 && !part.disabled && part.checkVisibility() ? [part] : [];
  });
}

function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** What a button opens may scroll: without a stop for Tab in it, it is one. */
function popovers() {
  for (const opened of document.querySelectorAll('[data-testid=stPopoverBody]')) {
    opened.tabIndex = stops(opened).length ? -1 : 0;
  }
}

/**
 * What a button opens stands at the end of the document: Tab leads into it from its button, round in it, and back.
 * Escape closes it, and Streamlit then gives the focus back.
 */
function intoPopover(event) {
  const opened = document.querySelector('[data-testid=stPopoverBody]');
  if (event.key !== 'Tab' || !opened) return;
  const button = [...document.querySelectorAll('[data-testid=stPopoverButton][aria-expanded=true]')]
    .find((one) => one.checkVisibility());
  if (!button) return;
  const at = focused(), inside = stops(opened), last = event.shiftKey ? inside[0] : inside.at(-1);
  let next = null;
  if (at === button) {
    next = (event.shiftKey ? inside.at(-1) : inside[0]) ?? opened;
  } else if (at === last || at === opened) {
    next = button;
  }
  if (next) {
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  } else if (opened.contains(document.activeElement)) {  // a table goes through its cells, and out
    setTimeout(() => { if (!opened.contains(document.activeElement)) button.focus(); });
  }
}

const PAPER = 718;  // CSS pixels between the margins of an upright A4 page (desk.css)

/** For paper the page keeps its width and is made smaller as a whole: charts would be drawn again, too late. */
function toPaper() {
  const page = document.querySelector('[data-testid=stMainBlockContainer] > *');
  if (!page) return;
  const width = page.getBoundingClientRect().width;
  document.documentElement.style.setProperty('--print-width', `${width}px`);
  document.documentElement.style.setProperty('--print-zoom', `${Math.min(PAPER / width, 1)}`);
}

const dark = matchMedia('(prefers-color-scheme: dark)');

export default function (component) {
  // Streamlit changes its own colours with those of the machine and asks for nothing: charts and texts would keep theirs.
  const recolour = () => component.setTriggerValue('colours', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', recolour);
  let asked = 0;
  const mend = () => { asked = 0; menu(); files(); popovers(); questions(component.data?.ask); };
  const soon = () => { asked ||= requestAnimationFrame(mend); };
  const watch = new MutationObserver(soon);
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  document.addEventListener('keydown', intoPopover, true);
  window.addEventListener('beforeprint', toPaper);
  mend();
  return () => {
    watch.disconnect();
    dark.removeEventListener('change', recolour);
    cancelAnimationFrame(asked);
    document.removeEventListener('keydown', intoPopover, true);
    window.removeEventListener('beforeprint', toPaper);
  };
}
