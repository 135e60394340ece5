import { After, AfterAll, Before, Status, setDefaultTimeout } from '@cucumber/cucumber';
import type { Market } from './cucumber-world.ts';
import { stopDatabases } from './database-for-hub.ts';
import { patience } from './eventually.ts';
import { closeConnections } from './http-call.ts';
import { stopSharedHub } from './hub-shared-by-scenarios.ts';
import { stopSimulators } from './simulators-shared-by-scenarios.ts';
import { closeFences } from './wait-until-sent.ts';

setDefaultTimeout(2 * patience);

Before(async function (this: Market, { pickle }) {
  this.ownHub = pickle.tags.some(({ name }) => name === '@own-hub');
  await this.begin();
});

After(async function (this: Market, { result }) {
  if (result?.status === Status.FAILED) this.attach(story(this), 'text/plain');
  const partners = [...new Set([...this.parties.values()].map((party) => party.partner))];
  const over = this.hub?.ended();
  if (!this.ownHub && !over) {
    // Retries to a partner that failed would disturb the scenarios after this one.
    const troubled = partners.filter((partner) => partner.troubled && partner.connection !== '');
    for (const partner of troubled) partner.behave();
    await Promise.allSettled(
      troubled.map(({ connection }) => this.admin('DELETE', `/admin/connections/${connection}`)),
    );
  }
  for (const end of this.cleanUps) await end();
  await Promise.all(partners.map((partner) => partner.goDark()));
  if (!this.ownHub && over)
    throw new Error(`the hub ended with ${over.code ?? over.signal}\n${over.output.slice(-4000)}`);
});

AfterAll(async () => {
  await closeFences();
  await stopSimulators();
  await stopSharedHub();
  await closeConnections();
  await stopDatabases();
});

/** Every request that the scenario's partners received, with its answer, as text for the report of a failure. */
function story(market: Market): string {
  const received = [...new Set([...market.parties.values()].map((party) => party.partner))].flatMap(
    (partner) =>
      partner.received.map(({ time, method, url, body, answered }) => {
        const answer = answered ? `${answered.status} ${answered.body}` : 'no answer';
        return `${new Date(time).toISOString()} ${partner.name} < ${method} ${url} ${body}\n    > ${answer}`;
      }),
  );
  const answer = market.answer ? `${market.answer.status} ${market.answer.body}` : 'none';
  return [`country ${market.country}`, ...received.sort(), `last answer: ${answer}`].join('\n');
}
