/**
 * Marks the document while the keyboard is used, so that styles show where its focus is, and only then: a click moves the
 * focus too, and the browser cannot always tell the two apart.
 */
export function watchKeyboard(): void {
  const { dataset } = document.documentElement;
  addEventListener('keydown', ({ key, metaKey, ctrlKey }) => {
    if (!metaKey && !ctrlKey && moves.has(key)) dataset.keyboard = '';
  });
  addEventListener('pointerdown', () => delete dataset.keyboard, true);
}

/** The keys by which the focus moves, or something is chosen. */
const moves = new Set([
  'Tab',
  'Enter',
  'Escape',
  ' ',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);
