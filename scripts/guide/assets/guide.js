// The theme is the one chosen in the console, else that of the system.
const theme = (() => {
  try {
    return localStorage.getItem('ocpi-hub theme');
  } catch {
    return null;
  }
})();
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const home = document.body.dataset.home ?? '';
const input = document.getElementById('search');
const found = document.getElementById('found');
const most = 30;

/** Loads the search index at its first use, as a script: pages that are opened as files may not fetch. */
let loading;
const index = () => {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = `${home}search-index.js`;
    script.onload = () => done(window.guideIndex);
    script.onerror = failed;
    document.head.append(script);
  });
  return loading;
};

/**
 * Finds the sections of the guide that have all words, the best first: words of the title count more than those of a
 * heading and of the text.
 */
const search = (entries, query) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored = [];
  for (const entry of entries) {
    const [, page, , heading, text] = entry;
    const [title, head, body] = [page.toLowerCase(), heading.toLowerCase(), text.toLowerCase()];
    let score = 0;
    for (const word of words) {
      const gain =
        (title.startsWith(word) ? 20 : title.includes(word) ? 8 : 0) +
        (head.includes(word) ? 6 : 0) +
        (body.includes(word) ? 1 : 0);
      if (gain === 0) {
        score = 0;
        break;
      }
      score += gain;
    }
    if (score > 0) scored.push([score - (entry[2] === '' ? 0 : 2), entry]);
  }
  return scored.sort(([a], [b]) => b - a).map(([, entry]) => entry);
};

/** A piece of a section's text around the first of the searched words. */
const snippet = (text, query) => {
  const [word = ''] = query.toLowerCase().split(/\s+/).filter(Boolean);
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 50);
  return `${at > 0 ? '… ' : ''}${text.slice(at, at + 160)}${text.length > at + 160 ? ' …' : ''}`;
};

const show = async () => {
  const query = input.value.trim();
  const entries = query === '' ? [] : await index();
  if (query !== input.value.trim()) return;
  const hits = search(entries, query);
  found.replaceChildren();
  found.hidden = query === '';
  const count = document.createElement('p');
  count.textContent =
    hits.length === 0
      ? `Nothing has all of these words: ${query}`
      : `${hits.length} found${hits.length > most ? `, the first ${most}` : ''}`;
  const list = document.createElement('ol');
  for (const [file, page, id, heading, text] of hits.slice(0, most)) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `${home}${file}${id ? `#${id}` : ''}`;
    link.textContent = id ? `${page} › ${heading}` : page;
    const words = document.createElement('p');
    words.textContent = snippet(text, query);
    item.append(link, words);
    list.append(item);
  }
  found.append(count, list);
};

input.addEventListener('input', () => void show());
input.addEventListener('focus', () => void index());
input.form.addEventListener('submit', (event) => {
  event.preventDefault();
  found.querySelector('a')?.click();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !found.hidden) {
    found.hidden = true;
    input.focus();
  }
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    input.focus();
  }
});
