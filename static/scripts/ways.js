// A click on a link to another page of the app stays in this session; with a key held, the browser opens it as any link.
const OURS = /^[a-z]+(\?|$)/;

export default function ({ setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest?.('[data-testid=stMain] a[href]'), to = link?.getAttribute('href') ?? '';
    if (!OURS.test(to) || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setTriggerValue('open', to);
  };
  document.addEventListener('click', follow, true);
  return () => document.removeEventListener('click', follow, true);
}
