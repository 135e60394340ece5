// Chromium under LANG=C calls its language "en-US@posix", which Intl rejects; the chart library uses it while loading,
// and the page would stay empty. So this module, loaded first, replaces such a language by English.
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}
