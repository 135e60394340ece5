import type { WhyView } from '../../../hub/types.generated.ts';
import { Chip } from '../../parts/state-chip.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';
import type { ObjectName } from './stored-object-types.ts';

/** Whether a receiver has the newest state of an object, with a link to the reasons when it has not. */
export function Verdict({ name, to }: { name: ObjectName; to: string }) {
  const { module, country_code, party_id, id } = name;
  const query = { module, country_code, party_id, id, to };
  const { data } = useAsk<WhyView>(`/admin/why?${new URLSearchParams(query).toString()}`, 5000);
  if (!data) return <span class="hint">…</span>;
  return (
    <>
      <Chip tone={data.delivered ? 'good' : 'warn'}>
        {data.delivered === null ? 'Not known' : data.delivered ? 'Yes' : 'No'}
      </Chip>{' '}
      <a href={linkTo(['why'], query)}>Why?</a>
    </>
  );
}
