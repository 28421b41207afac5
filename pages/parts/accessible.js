// What Streamlit's own markup gets wrong for screen readers and no setting of it can mend.
// Attributes only; nothing is moved, and what is not found is left alone.

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

export default function () {
  let asked = 0;
  const mend = () => { asked = 0; menu(); files(); };
  const soon = () => { asked ||= requestAnimationFrame(mend); };
  const watch = new MutationObserver(soon);
  watch.observe(document.body, { childList: true, subtree: true });
  mend();
  return () => { watch.disconnect(); cancelAnimationFrame(asked); };
}
