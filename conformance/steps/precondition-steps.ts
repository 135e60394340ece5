import { Given } from '@cucumber/cucumber';
import { below } from '../../src/ocpi/editions/endpoint-urls.ts';
import { Unmet } from '../check-and-verdict-types.ts';
import { codeOf, dataOf, type Exchange, inShort, type Json, succeeded } from '../http-exchange.ts';
import { differences } from '../json-differences.ts';
import { sample } from '../sample-objects.ts';
import type { Trial, Written } from '../suite-run-state.ts';
import type { CheckWorld } from './cucumber-world.ts';

/** The requirement that covers whether a partner accepts an object of a kind at all. */
export const takenBy: Record<Written['kind'], string> = {
  Location: 'LOC-11',
  Tariff: 'TAR-03',
  Session: 'SES-04',
  CDR: 'CDR-03',
  Token: 'TOK-01',
};

// The refusal of a faulty object says something only where the partner accepts the same object without the fault; so
// does the acceptance of an odd one.
Given(
  /^it takes our (Location|Tariff|Session|CDR|Token)$/,
  async function (this: CheckWorld, kind: Written['kind']) {
    this.module = `${kind.toLowerCase()}s`;
    const endpoint = await this.offers(this.module);
    const { twins } = this.trial;
    const trouble = twins.get(kind) ?? (await pushed(this, kind, endpoint));
    twins.set(kind, trouble);
    if (trouble) throw new Unmet(trouble, takenBy[kind]);
  },
);

Given('its versions open to our token', async function (this: CheckWorld) {
  const { twins, versionsUrl } = this.trial;
  const trouble =
    twins.get('versions') ?? refusalOf(await this.lookUp('GET', versionsUrl), 'show its versions');
  twins.set('versions', trouble);
  if (trouble) throw new Unmet(trouble, 'VER-01');
});

Given('it answers commands', async function (this: CheckWorld) {
  const url = await this.offers('commands');
  const { twins } = this.trial;
  const trouble = twins.get('commands') ?? (await commanded(this, url));
  twins.set('commands', trouble);
  if (trouble) throw new Unmet(trouble, 'CMD-09');
});

Given(
  /^it takes a PATCH of our (Location|Session|Token)$/,
  async function (this: CheckWorld, kind: Written['kind']) {
    this.module = `${kind.toLowerCase()}s`;
    const endpoint = await this.offers(this.module);
    const { twins, id } = this.trial;
    const name = `PATCH ${kind}`;
    const trouble =
      twins.get(name) ?? (await patched(this, kind, urlOf(this.trial, endpoint, `${id}p${kind}`)));
    twins.set(name, trouble);
    if (trouble) throw new Unmet(trouble, patchedBy[kind]);
  },
);

const patchedBy: Partial<Record<Written['kind'], string>> = {
  Location: 'LOC-17',
  Session: 'SES-06',
  Token: 'TOK-03',
};

/** The reason why the partner does not accept and store a plain object of a kind; `''` when it does. */
async function pushed(world: CheckWorld, kind: Written['kind'], endpoint: string): Promise<string> {
  const { trial } = world;
  const object = sample(kind, `${trial.id}t${kind}`);
  const url = kind === 'CDR' ? endpoint : urlOf(trial, endpoint, `${trial.id}t${kind}`);
  const sent = await world.lookUp(kind === 'CDR' ? 'POST' : 'PUT', url, { body: JSON.stringify(object) });
  const refusal = refusalOf(sent, `take our ${kind}`);
  if (refusal) return refusal;
  trial.written.push({ kind, url, object });
  return kind === 'CDR' ? '' : kept(world, kind, url, object);
}

async function patched(world: CheckWorld, kind: Written['kind'], url: string): Promise<string> {
  const object = sample(kind, `${world.trial.id}p${kind}`);
  const sent = await world.lookUp('PUT', url, { body: JSON.stringify(object) });
  if (!succeeded(sent)) return `it does not take our ${kind}: ${inShort(sent)}`;
  world.trial.written.push({ kind, url, object });
  const last_updated = '2026-02-01T08:00:00Z';
  return refusalOf(
    await world.lookUp('PATCH', url, { body: JSON.stringify({ last_updated }) }),
    `take a PATCH of our ${kind}`,
  );
}

/** The reason why an accepted object is not stored; an object that cannot be read back is believed to be. */
async function kept(world: CheckWorld, kind: string, url: string, object: Json): Promise<string> {
  const shown = await world.lookUp('GET', url);
  if (shown.answer.status === 404) return `it does not show our ${kind}, which it has taken`;
  if (!succeeded(shown)) return '';
  return differences(object, dataOf(shown)).length > 0 ? `it does not show our ${kind} as it was sent` : '';
}

async function commanded(world: CheckWorld, endpoint: string): Promise<string> {
  const answered = (asked: Exchange) => succeeded(asked) || codeOf(asked) === 2003;
  if (world.trial.questions.some(({ asked }) => answered(asked))) return '';
  const response_url = `${world.trial.desk.endpoint('results')}/twin`;
  const body = JSON.stringify({ response_url, session_id: `${world.id}-NOBODY` });
  const asked = await world.lookUp('POST', below(endpoint, 'STOP_SESSION'), { body });
  return answered(asked) ? '' : refusalOf(asked, 'answer a command');
}

function refusalOf(exchange: Exchange, what: string): string {
  return succeeded(exchange) ? '' : `it does not ${what}: ${inShort(exchange)}`;
}

function urlOf({ options }: Trial, endpoint: string, id: string): string {
  const [country = '', party = ''] = options.party.split('*');
  return below(endpoint, country, party, id);
}
