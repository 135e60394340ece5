import { http } from '../torture/call-admin-api.ts';
import type { HubProcess } from '../torture/hub-process.ts';
import { location } from '../torture/partner/sample-objects.ts';

/**
 * An operator that changes five Locations in turn, one after another, and remembers which states the hub may have of
 * each.
 */
export class Operator {
  private count = 0;
  private readonly possible = new Map<string, number[]>();

  constructor(
    private readonly hub: Pick<HubProcess, 'url'>,
    private readonly token: string,
    private readonly prefix = 'L',
  ) {}

  async put(): Promise<'taken' | 'refused'> {
    const n = ++this.count;
    const id = `${this.prefix}${n % 5}`;
    const { json } = await this.ask('PUT', id, location(id, n));
    const taken = json.status_code === 1000;
    this.possible.set(id, taken ? [n] : [...(this.possible.get(id) ?? []), n]);
    return taken ? 'taken' : 'refused';
  }

  async read(): Promise<'taken' | 'refused'> {
    const { json } = await this.ask('GET', `${this.prefix}1`);
    return json.status_code === 1000 ? 'taken' : 'refused';
  }

  /** The Locations of which the hub has a state that it may not have. */
  async lost(): Promise<string[]> {
    const wrong: string[] = [];
    for (const [id, states] of this.possible) {
      const { json } = await this.ask('GET', id);
      const name = (json.data as { name?: string } | undefined)?.name;
      if (!states.some((n) => location(id, n).name === name))
        wrong.push(`LOST ${id}: ${name}, possible ${states.join()}`);
    }
    return wrong;
  }

  private ask(method: string, id: string, body?: Record<string, unknown>) {
    return http(
      method,
      `${this.hub.url()}/ocpi/emsp/2.1.1/locations/NL/AAA/${id}`,
      `Token ${this.token}`,
      body,
    );
  }
}
