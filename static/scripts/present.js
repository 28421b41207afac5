// One thing at a time on a projector: arrow keys lead on and back, Escape leaves, a button fills the screen.
const STEPS = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'back', PageUp: 'back', Escape: 'close' };

export default function ({ data, parentElement, setTriggerValue }) {
  const onKey = (event) => {
    const step = STEPS[event.key];
    if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.('input, textarea, [role=dialog], [role=listbox]')) return;
    if (step === 'close' && document.fullscreenElement) return;  // the browser leaves the full screen first
    event.preventDefault();
    setTriggerValue('step', step);
  };
  const whole = parentElement.querySelector('button');
  whole.textContent = data;
  whole.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
