// Two small buttons which save one chart.
const { picture, save } = await import(`./picture.js${new URL(import.meta.url).search}`);  // of the same version

export default function ({ data, parentElement }) {
  const status = parentElement.querySelector('[role=status]');
  const buttons = [...parentElement.querySelectorAll('button')];
  for (const button of buttons) {
    const format = button.dataset.format;
    button.setAttribute('aria-label', data.labels[format]);
    button.title = data.labels[format];
    button.onclick = async () => {
      if (button.getAttribute('aria-busy') === 'true') return;
      button.setAttribute('aria-busy', 'true');
      status.textContent = '';
      try {
        save(await picture(format, data), `${data.filename}.${format}`);
      } catch (error) {
        console.error('picture:', error);
        status.textContent = data.failed;
      } finally {
        button.removeAttribute('aria-busy');
      }
    };
  }
  return () => { for (const button of buttons) button.onclick = null; };
}
