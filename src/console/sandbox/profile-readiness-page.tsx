import type { WorkspaceReadiness } from '../../hub/types.generated.ts';
import { dateTime } from '../display-text.ts';
import { Readiness } from '../pages/conformance/profile-readiness.tsx';
import { Empty, Trouble, Waiting } from '../parts/notices.tsx';
import type { PageProps } from './page-props.ts';
import { Mended } from './requirements-to-mend.tsx';
import { useWorkspace } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/**
 * The last page of a workspace: the profiles that the partner is ready for, and the requirements to mend for the
 * others.
 */
export function Ready({ workspace, place }: PageProps) {
  const { data, error } = useWorkspace<WorkspaceReadiness>(place.key, '/readiness', 5000);
  return (
    <>
      <h1 tabIndex={-1}>What {workspace.party} is ready for</h1>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data && <Verdict data={data} place={place} />}
    </>
  );
}

function Verdict({ data, place }: { data: WorkspaceReadiness; place: PageProps['place'] }) {
  const { ready_for, checklist, run } = data;
  return (
    <>
      <p class="ready-line" role="status">
        {ready_for.length > 0 ? `Ready for: ${ready_for.join(' · ')}` : 'Ready for nothing yet.'}
      </p>
      <section class="card" aria-labelledby="seen">
        <h2 id="seen">Seen with the stand-ins</h2>
        <p>
          {checklist.done} of {checklist.all} steps of the checklist are done.{' '}
          {checklist.done < checklist.all && <a href={linkIn(place.key, 'checklist')}>What is left</a>}
        </p>
      </section>
      <section class="card" aria-labelledby="suite">
        <h2 id="suite">By the conformance suite</h2>
        {!run && (
          <Empty title="No full run is over">
            <a href={linkIn(place.key, 'suite')}>Run the suite in full</a>, and its verdicts stand here.
          </Empty>
        )}
        {run && (
          <>
            <p>
              {run.conformant
                ? 'Nothing is broken that 2.1.1 demands'
                : 'Something is broken that 2.1.1 demands'}
              : {run.verdicts.passed} checks passed, {run.verdicts.failed} failed, {run.verdicts.skipped}{' '}
              could not be made. <span class="hint">{dateTime(run.finished)}</span>
            </p>
            <Readiness profiles={run.profiles} />
            <Mended id={run.id} place={place} />
          </>
        )}
      </section>
    </>
  );
}
