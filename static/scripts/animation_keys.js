// The slider and buttons of Plotly's animations answer to the mouse only. Here they can be reached and used by keyboard.
// Nothing is moved or drawn: attributes, and the events that a mouse would have sent.

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 3, PageDown: -3 };
const NAMES = { '▶': 'Play the years', '❚❚': 'Pause' };

function set(node, told) {
  for (const [name, value] of Object.entries(told)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

/** The step that a slider stands at, and its labels, as Plotly holds them. */
function state(slider) {
  const plot = slider.closest('.js-plotly-plot');
  const held = plot?._fullLayout?.sliders?.[0];
  return held && { at: held.active, labels: held.steps.map((step) => step.label), plot };
}

/** A press of the mouse on the rail, where the step stands. */
function go(slider, to, count) {
  const rail = slider.querySelector('.slider-rail-touch-rect');
  const box = rail.getBoundingClientRect();
  const ticks = [...slider.querySelectorAll('.slider-tick-rect, .slider-tick')];
  const tick = ticks.length === count ? ticks[to].getBoundingClientRect() : null;
  const x = tick ? tick.left + tick.width / 2 : box.left + (box.width * to) / (count - 1);
  const at = { bubbles: true, cancelable: true, view: window, clientX: x, clientY: box.top + box.height / 2 };
  rail.dispatchEvent(new MouseEvent('mousedown', at));
  rail.dispatchEvent(new MouseEvent('mouseup', at));
}

function onSlider(event) {
  const slider = event.currentTarget;
  const now = state(slider);
  if (!now || event.altKey || event.ctrlKey || event.metaKey) return;
  const last = now.labels.length - 1;
  const to = { Home: 0, End: last }[event.key] ?? (event.key in STEPS ? now.at + STEPS[event.key] : null);
  if (to === null) return;
  event.preventDefault();
  event.stopPropagation();
  go(slider, Math.min(Math.max(to, 0), last), now.labels.length);
}

function onButton(event) {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: window }));
}

function reachable(node, told, keys) {
  set(node, { tabindex: 0, ...told });
  if (node.dataset.keys) return;
  node.dataset.keys = 'yes';
  node.addEventListener('keydown', keys);
}

function mend() {
  for (const button of document.querySelectorAll('.js-plotly-plot .updatemenu-button')) {
    reachable(button, { role: 'button', 'aria-label': NAMES[button.textContent.trim()] ?? button.textContent }, onButton);
  }
  for (const slider of document.querySelectorAll('.js-plotly-plot .slider-group')) {
    const now = state(slider);
    if (!now) continue;
    const told = { 'aria-valuemin': 0, 'aria-valuemax': now.labels.length - 1, 'aria-valuenow': now.at };
    reachable(slider, { role: 'slider', 'aria-label': 'Year', ...told, 'aria-valuetext': now.labels[now.at] }, onSlider);
  }
}

export default function () {
  let asked = 0;
  const soon = () => { asked ||= requestAnimationFrame(() => { asked = 0; mend(); }); };
  const watch = new MutationObserver(soon);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  soon();
  return () => { watch.disconnect(); cancelAnimationFrame(asked); };
}
