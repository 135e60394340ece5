import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadLinks } from '../../scripts/guide/dead-links.ts';
import { guideFiles, guidePages } from '../../scripts/guide/guide-pages.ts';
import { render } from '../../scripts/guide/render-markdown.ts';

const pages = guidePages();
const files = guideFiles(pages);
const text = (name: string) => files.get(name) ?? assert.fail(`the guide has no ${name}`);

test('no link of the guide is dead, and that is known within five seconds of the processor', () => {
  const before = process.cpuUsage();
  assert.deepEqual(deadLinks(guideFiles(guidePages())), []);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 5_000_000, `${(user + system) / 1000} ms of the processor`);
});

test('a dead link, a dead place and a dead script are found; those to other sites are not followed', () => {
  const made = new Map([
    [
      'a/one.html',
      '<a href="../b/two.html#there"></a><a href="two.html"></a><script src="x.js"></script><a href="https://x.example/">',
    ],
    ['b/two.html', '<h2 id="here"></h2><a href="#here"></a><a href="#gone"></a><a href="/docs"></a>'],
  ]);
  assert.deepEqual(deadLinks(made), [
    'a/one.html: ../b/two.html#there',
    'a/one.html: two.html',
    'a/one.html: x.js',
    'b/two.html: #gone',
  ]);
});

test('requirements, errors, recipes and READMEs have pages at addresses that stay', () => {
  for (const name of [
    'index.html',
    'checks/index.html',
    'checks/LOC-03.html',
    'checks/TRANS-01.html',
    'checks/HUB-10.html',
    'errors/index.html',
    'errors/ocpi-unauthorized.html',
    'errors/ocpi-unknown-location.html',
    'errors/ocpi-not-connected.html',
    'errors/admin-not-found.html',
    'errors/admin-partner-unreachable.html',
    'docs/recipes/charge-a-car.html',
    'README.html',
    'simulators/README.html',
    'CHANGELOG.html',
    'llms.txt',
    'search-index.js',
  ])
    text(name);
});

test('the page of a check says whom it binds, where the sentence stands, how to mend it and how it is checked', () => {
  const page = text('checks/LOC-03.md');
  assert.match(page, /GET by location id and EVSE uid: that EVSE\./);
  assert.match(page, /the operator \(CPO\), MUST/);
  assert.match(page, /mod_locations\.md#get-object-response-data/);
  assert.match(
    page,
    /Serve \{locations\}\/\{location_id\}\/\{evse_uid\} with the EVSE alone, as an object\./,
  );
  assert.match(page, /Scenario: An EVSE can be read by its uid/);
  assert.match(page, /--role cpo .*--only LOC-03/);
  assert.match(text('checks/TRANS-05.md'), /does not check it: needs two connections with one partner/);
});

test('the page of an error has its codes, its remedy and the messages of the sources', () => {
  const page = text('errors/ocpi-unauthorized.md');
  assert.match(page, /HTTP 401, status_code 2000/);
  assert.match(page, /- `this token is not known here`/);
  assert.match(text('errors/ocpi-timeout.md'), /- `… did not answer in time`/);
  assert.match(text('errors/admin-conflict.md'), /- `a conformance run is under way: one at a time`/);
});

test('pages load nothing from elsewhere and have no inline script or style', () => {
  for (const [name, html] of files) {
    if (!name.endsWith('.html')) continue;
    assert.doesNotMatch(
      html,
      /<script(?! src="(\.\.\/)*guide\.js" defer>)|<style|style="|<img|<iframe| on\w+="/,
      name,
    );
    assert.doesNotMatch(html, /(src|rel="stylesheet" href)="(https?:)?\/\//, name);
  }
});

test('text becomes no HTML but what Markdown makes of it', () => {
  const { html } = render(
    'a <script>alert(1)</script> `<b>`\n\n<img src=x>\n\n<!-- hidden -->',
    (link) => link,
  );
  assert.doesNotMatch(html, /<script|<img|<b>|hidden/);
  assert.match(html, /&lt;script&gt;/);
});

test('targets and titles of links and languages of code stay inside their attributes', () => {
  const evil = `" onclick="alert(1)' <b>`;
  const { html } = render(`[a](b "${evil.replaceAll('"', '\\"')}")\n\n~~~${evil}\nx\n~~~`, () => evil);
  assert.doesNotMatch(html, /" onclick|<b>/);
  assert.equal(html.match(/&quot; ?onclick/g)?.length, 3, html);
});

test('llms.txt lists every page with a Markdown file that is there', () => {
  const listed = [...text('llms.txt').matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S/gm)].map(
    ([, file]) => file as string,
  );
  assert.ok(listed.length >= pages.length - 1, `${listed.length} of ${pages.length}`);
  for (const file of listed) text(file);
});

test('the search index has every section of every page that is searched', () => {
  const index = JSON.parse(text('search-index.js').replace(/^window\.guideIndex = |;\n$/g, '')) as string[][];
  const has = (file: string, heading: string) =>
    index.some((entry) => entry[0] === file && entry[3] === heading);
  assert.ok(has('simulators/README.html', 'Test cards'));
  assert.ok(has('checks/LOC-03.html', 'How to mend it'));
  assert.ok(
    index.some(
      ([file, , , , words = '']) =>
        file === 'errors/ocpi-unauthorized.html' && words.includes('this token is not known here'),
    ),
  );
});
