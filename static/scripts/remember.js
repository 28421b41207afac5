// Remembers the place of a briefing in this browser, so that the front page opens with it; it is read by serve.py's app alone.
const YEAR = 365 * 24 * 3600;

export default function ({ data }) {
  document.cookie = `atlas_briefing=${data}; path=/; max-age=${data ? YEAR : 0}; samesite=lax`;  // no place: forgotten
}
