import type { ConnectionView } from '../../hub/types.generated.ts';
import { Trouble } from '../parts/notices.tsx';
import { useAct } from '../parts/use-action.tsx';
import type { PageProps } from './page-props.ts';
import { askWorkspace, useWorkspace } from './sandbox-api.ts';

/** A form in which the partner chooses the fields beyond 2.1.1 that the hub sends it. */
export function Extensions({ workspace, place }: PageProps) {
  const path = `/connections/${workspace.connection}`;
  const { data, again } = useWorkspace<ConnectionView>(place.key, path, 10_000);
  const act = useAct();
  const choose = (extensions: string) =>
    void act.run(() => askWorkspace(place.key, 'PATCH', path, { options: { extensions } })).then(again);
  return (
    <section class="card" aria-labelledby="extensions">
      <h2 id="extensions">How you are written to</h2>
      <label>
        Fields beside those of 2.1.1-d2
        <select
          value={data?.options.extensions ?? 'owner'}
          disabled={!data || act.busy}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="owner">owner: country_code and party_id in Locations and Tariffs</option>
          <option value="all">all: these inside Sessions and CDRs too</option>
          <option value="none">none: nothing that 2.1.1-d2 has not</option>
        </select>
      </label>
      <Trouble>{act.error}</Trouble>
      <p class="hint">
        Take none where your system refuses or drops objects with fields that it does not know.
      </p>
    </section>
  );
}
