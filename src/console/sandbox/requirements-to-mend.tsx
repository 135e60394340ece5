import type { ConformanceView } from '../../hub/types.generated.ts';
import { type MendedCheck, Mends } from '../pages/conformance/requirements-to-mend.tsx';
import { useLoaded } from '../use-admin-api-resource.ts';
import type { PageProps } from './page-props.ts';
import { textOf, useWorkspace } from './sandbox-api.ts';

/**
 * The requirements to mend by the report of a conformance run, where the hub still has the report: a restart loses it.
 */
export function Mended({ id, place }: { id: string; place: PageProps['place'] }) {
  const runs = useWorkspace<ConformanceView[]>(place.key, '/conformance');
  const isKept = runs.data?.some((run) => run.id === id && run.status === 'DONE');
  const path = isKept ? `/conformance/${id}/report?format=json` : null;
  const { data } = useLoaded(
    path,
    0,
    async (at) =>
      JSON.parse(await textOf(place.key, at)) as { checks: MendedCheck[]; mends: { id: string }[] },
  );
  return data ? <Mends ids={data.mends.map((one) => one.id)} checks={data.checks} /> : null;
}
