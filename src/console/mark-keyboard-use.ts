/**
 * Marks the document while the user works with the keyboard, so that styles show the focus only then: a click moves the
 * focus too, and the browser cannot always tell the two apart.
 */
export function watchKeyboard(): void {
  const { dataset } = document.documentElement;
  addEventListener('keydown', ({ key, metaKey, ctrlKey }) => {
    if (!metaKey && !ctrlKey && moves.has(key)) dataset.keyboard = '';
  });
  addEventListener('pointerdown', () => delete dataset.keyboard, true);
}

/** Keys of the keyboard that move the focus or choose something. */
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
