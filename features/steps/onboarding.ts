import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { call, type JsonObject } from '../support/http-call.ts';
import { adminToken } from '../support/hub-process.ts';
import { told } from './check-answers.ts';
import { hubCommand } from './command-line.ts';
import { noToken } from './trace-of-requests.ts';

interface Report {
  steps: { step: string; status: string; next: string | null }[];
  findings: {
    requirement: string;
    origin: string;
    mend: string;
    count: number;
    example: { pointer: string };
    request_id: string;
  }[];
}

/**
 * The administrator chooses the onboarding reports of one or two connections; the next steps read them again until they
 * fit.
 */
When(
  /^the operator of the hub reads the reports? of (\w+)(?: and (\w+))?$/,
  function (this: Market, one: string, other?: string) {
    this.kept.set('reports', [one, other].filter(Boolean).join(' '));
  },
);

/** Each onboarding report chosen has these steps with these states, in this order. */
Then('the steps are:', async function (this: Market, table: DataTable) {
  await reads(this, ({ steps }) => {
    assert.deepEqual(
      steps.map(({ step, status }) => [step, status]),
      table.raw(),
    );
  });
});

/** Each onboarding report chosen has this step in this state. */
Then(
  /^the step (\w+) is (done|missing|failing)$/,
  async function (this: Market, name: string, status: string) {
    await reads(this, (report) => assert.equal(stepOf(report, name).status, status, told(this)));
  },
);

/** Each onboarding report chosen names these words as the next thing to do for this step. */
Then(/^the next thing for (\w+) is to "(.+)"$/, async function (this: Market, name: string, words: string) {
  await reads(this, (report) => assert.ok(stepOf(report, name).next?.includes(words), told(this)));
});

/** Each onboarding report chosen is complete: eleven steps, all done. */
Then('every step of both is done', async function (this: Market) {
  await reads(this, ({ steps }) => {
    assert.deepEqual(
      steps.filter(({ status }) => status !== 'done'),
      [],
    );
    assert.equal(steps.length, 11);
    assert.equal(this.answer.json?.complete, true);
  });
});

/** No onboarding report chosen has a finding. */
Then('nothing is to be mended', async function (this: Market) {
  await reads(this, ({ findings }) => assert.deepEqual(findings, []));
});

/** Each onboarding report chosen has a finding of this requirement, with its origin and words that mend it. */
Then(
  /^([A-Z]+-\d+) of (.+) is to be mended: "(.+)"$/,
  async function (this: Market, id: string, origin: string, mend: string) {
    await reads(this, ({ findings }) => {
      const found = findings.find(({ requirement }) => requirement === id);
      assert.equal(found?.origin, origin, told(this));
      assert.ok(found.mend.includes(mend), told(this));
    });
    this.kept.set('requirement', id);
  },
);

/**
 * The finding of the onboarding report was counted once, at this JSON Pointer, and names a request of the trace that
 * has it.
 */
Then(
  /^it was found once, at (\S+), in a request of the trace$/,
  async function (this: Market, pointer: string) {
    const id = this.kept.get('requirement');
    const { findings } = this.answer.json as unknown as Report;
    const found = findings.find(({ requirement }) => requirement === id);
    assert.deepEqual([found?.count, found?.example.pointer], [1, pointer], told(this));
    const trace = await this.admin('GET', `/admin/requests?request_id=${found?.request_id}`);
    const [exchange] = JSON.parse(trace.body) as { findings: JsonObject[] }[];
    assert.ok(
      exchange?.findings.some((one) => one.requirement === id && one.pointer === pointer),
      trace.body,
    );
  },
);

/** The administrator chooses the onboarding report of one connection, read as a page of HTML. */
When(
  'the operator of the hub opens the report of {party} in a browser',
  function (this: Market, name: string) {
    this.kept.set('reports', name);
  },
);

/** The HTML page of the chosen onboarding report contains both texts. */
Then(/^the page shows "(.+)" and "(.+)"$/, async function (this: Market, one: string, other: string) {
  await eventually(async () => {
    this.answer = await call('GET', this.hub.url + pathOf(this, this.kept.get('reports') ?? ''), {
      headers: { authorization: `Bearer ${adminToken}`, accept: 'text/html,*/*;q=0.8' },
    });
    assert.ok(this.answer.body.includes(one) && this.answer.body.includes(other), this.answer.body);
  });
  assert.match(this.answer.headers['content-type'] ?? '', /^text\/html/);
});

/** The HTML page of the onboarding report refers to nothing else, has no script, and contains no token. */
Then('the page loads nothing, runs nothing, and shows no token', function (this: Market) {
  assert.match(this.answer.headers['content-security-policy'] ?? '', /default-src 'none'/);
  assert.doesNotMatch(this.answer.body, /<script|<img|<link|<b>|src=|@import|url\(/i);
  noToken(this, this.answer.body);
});

/** The administrator runs `ocpi-hub report` for the connection, and the scenario keeps its exit code and output. */
When('the report of {party} is asked for on the command line', async function (this: Market, name: string) {
  const { connection } = this.party(name).partner;
  const { code, out, err } = await hubCommand(this, ['report', connection]);
  this.kept.set('exit code', String(code));
  this.kept.set('output', out + err);
});

/** Reads the onboarding reports until each is as expected: a request is in the trace a moment after its answer. */
async function reads(market: Market, expected: (report: Report) => void): Promise<void> {
  for (const name of (market.kept.get('reports') ?? '').split(' ')) {
    await eventually(async () => {
      market.answer = await market.admin('GET', pathOf(market, name));
      assert.equal(market.answer.status, 200, told(market));
      expected(market.answer.json as unknown as Report);
    });
  }
}

function pathOf(market: Market, name: string): string {
  return `/admin/connections/${market.party(name).partner.connection}/report`;
}

function stepOf({ steps }: Report, name: string): Report['steps'][number] {
  const found = steps.find(({ step }) => step === name);
  assert.ok(found, `there is no step ${name}`);
  return found;
}
