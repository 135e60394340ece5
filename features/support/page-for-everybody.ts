import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** A violation that axe-core reports. */
interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 800 };

/**
 * Fails unless a page passes axe-core in both themes and fits a phone. With `FEATURES_PICTURES=true` its pictures are
 * written to `reports/console`, by this name.
 */
export async function fitsEverybody(page: Page, name: string): Promise<void> {
  const file = name.toLowerCase().replace(/\W+/g, '-').replace(/-$/, '');
  const picture = async (theme: string, on: string) => {
    if (process.env.FEATURES_PICTURES !== 'true') return;
    await page.screenshot({ path: `reports/console/${file}-${theme}-${on}.png`, fullPage: true });
  };
  for (const [colorScheme, rules] of [
    ['light', everyRule],
    ['dark', rulesOfColours],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(desk);
    assert.deepEqual(await serious(page, rules), [], `${name} on a desk, ${colorScheme}`);
    await picture(colorScheme, 'desk');
    await page.setViewportSize(phone);
    const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.equal(beyond, 0, `${name}: pixels beyond the width of a phone`);
    await picture(colorScheme, 'phone');
  }
  await page.setViewportSize(desk);
}

const everyRule = {};
/** A theme changes colours alone, so that the other rules say of one what they say of the other. */
const rulesOfColours = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** The serious violations of these rules on a page that axe-core reports. */
async function serious(page: Page, rules: object): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ['violations'], ...rules });
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}
