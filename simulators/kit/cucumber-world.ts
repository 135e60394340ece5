import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setWorldConstructor,
  World,
} from '@cucumber/cucumber';
import type { Answered, Asked, Cpo, Emsp, Module, Received } from '../testing/test-api-types.ts';
import { type Deeds, deedsOf, NoSuchDeed } from './actions-of-tested-system.ts';
import { inShort, type Json } from './failure-messages.ts';
import { kitSettings } from './kit-settings.ts';
import { type Counterpart, startCounterpart, takeBack } from './simulated-counterpart.ts';

/** The counterpart of this run, started before its first scenario. */
let running: Counterpart | undefined;
/** Counter in the ids of the objects that this run makes, so that none meets another run's. */
let made = 0;
const run = Date.now().toString(36).toUpperCase().slice(-6);

/** The world of one scenario of the kit: the simulator opposite, and what the scenario has sent and read. */
export class KitWorld extends World<{ deeds?: Deeds }> {
  /** The objects that the scenario read last. */
  read: Json[] = [];
  /** The answer that the scenario got last. */
  answer?: Answered;
  /** The object that the scenario sent last. */
  sent?: Json;
  /** The place, EVSE, Session or command that the scenario is about. */
  place?: { location_id: string; evse_uid: string };
  session?: Json;
  command?: string;
  private since = Date.now();

  get counterpart(): Counterpart {
    if (!running) throw new Error('the counterpart is not running');
    return running;
  }

  /** The simulated provider; steps with it are for operators under test. */
  get emsp(): Emsp {
    const { emsp } = this.counterpart;
    if (!emsp) throw new Error('this step is for an operator under test: OCPI_SUT_ROLE=operator');
    return emsp;
  }

  /** The simulated operator; steps with it are for providers under test. */
  get cpo(): Cpo {
    const { cpo } = this.counterpart;
    if (!cpo) throw new Error('this step is for a provider under test: OCPI_SUT_ROLE=provider');
    return cpo;
  }

  get simulator(): Cpo | Emsp {
    return this.counterpart.emsp ?? this.cpo;
  }

  get patience(): number {
    return this.counterpart.settings.patience;
  }

  /** An id that no other object of any run has. */
  newId(kind: string): string {
    made += 1;
    return `KIT-${kind}-${run}-${made}`;
  }

  /** Path segments of an object of the counterpart: country, party, id. */
  ownPath(id: string): string[] {
    const [country = '', party = ''] = this.counterpart.settings.counterpart.split('*');
    return [country, party, id];
  }

  /** Sends a request as the simulated counterpart, through the hub to the system under test where there is one. */
  async send(asked: Asked): Promise<Answered> {
    const { hub, settings } = this.counterpart;
    this.answer = await this.simulator.send({ ...asked, ...(hub && { to: settings.party }) });
    return this.answer;
  }

  /** Reads a whole list of the system under test, page by page. */
  async list(module: Module, query: Record<string, string | number> = {}): Promise<Json[]> {
    const all: Json[] = [];
    // A hub lists the objects of all parties that the reader may see.
    let page = await this.simulator.send({ method: 'GET', module, query });
    for (let pages = 1, where = ''; ; pages += 1) {
      if (!page.success || !Array.isArray(page.data))
        throw new Error(`the list of ${module} is no list${where}: ${inShort(page)}`);
      all.push(...(page.data as Json[]));
      if (!page.next) return all;
      if (pages > 10_000) throw new Error(`the list of ${module} has no end`);
      where = ` on page ${pages + 1}, ${page.next}`;
      page = await this.simulator.send({ method: 'GET', module, url: page.next });
    }
  }

  /** A message that the simulator has received since the scenario began. */
  received(module: Module, method?: 'PUT' | 'PATCH' | 'POST' | 'DELETE', id?: string): Promise<Received> {
    return this.simulator.received({
      module,
      ...(method && { method }),
      ...(id && { id }),
      within: this.patience,
    });
  }

  /** Repeats `look` until it gives a value; throws after the kit's patience. */
  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + this.patience;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`${what}: not within ${this.patience / 1000} s`);
      await new Promise((again) => setTimeout(again, 200));
    }
  }

  /**
   * Calls a deed, an action of the system under test by itself; a scenario is skipped where its deed is not written.
   */
  async deed(name: string, given: Json = {}): Promise<Json | 'skipped'> {
    try {
      return await deedsOf(this.parameters.deeds)(name, given);
    } catch (error) {
      if (!(error instanceof NoSuchDeed)) throw error;
      this.log(error.message);
      return 'skipped';
    }
  }
}

setWorldConstructor(KitWorld);
setDefaultTimeout(600_000);

BeforeAll(async () => {
  running = await startCounterpart(kitSettings(process.env), (words) => process.stderr.write(`${words}\n`));
});

Before(function (this: KitWorld) {
  this.simulator.forget();
});

After(async function (this: KitWorld) {
  await this.simulator.faults();
  const { hub, agreement } = this.counterpart;
  // A scenario that failed may have left the agreement suspended.
  await hub?.admin('PATCH', `/agreements/${agreement}`, { status: 'ACTIVE' });
  for (const words of await takeBack(this.counterpart)) this.log(`not taken back: ${words}`);
});

AfterAll(async () => {
  await running?.stop();
});
