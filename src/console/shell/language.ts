// Chromium under LANG=C calls its language "en-US@posix", in which nothing can be written; the library of the charts asks
// for it while it is loaded, and the page would stay empty. Before anything else is loaded such a language becomes English.
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}
