import type { ReportView } from '../../hub/types.generated.ts';
import { counted, dateTime } from '../display-text.ts';
import { Checklist } from '../pages/conformance/onboarding-checklist.tsx';
import { Findings } from '../pages/conformance/partner-findings.tsx';
import { Trouble, Waiting } from '../parts/notices.tsx';
import { Extensions } from './extension-fields-form.tsx';
import type { PageProps } from './page-props.ts';
import { useWorkspace } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/** The page with the partner's checklist and findings about its messages, as the operator of a hub sees them. */
export function Progress(props: PageProps) {
  const { workspace, place } = props;
  const { data, error } = useWorkspace<ReportView>(
    place.key,
    `/connections/${workspace.connection}/report`,
    3000,
  );
  const done = data?.steps.filter(({ status }) => status === 'done').length;
  const linkOf = (request_id: string) => linkIn(place.key, 'exchanges', [], { request_id });
  return (
    <>
      <h1 tabIndex={-1}>Checklist</h1>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data && (
        <p class="lead">
          {done} of {data.steps.length} steps are done,{' '}
          {data.findings.length === 0
            ? 'nothing is wrong with what was seen'
            : `${counted(data.findings.length, 'requirement')} to mend`}
          .
        </p>
      )}
      {data && (
        <div class="two">
          <Checklist steps={data.steps} linkOf={linkOf} />
          <div class="stack">
            <Findings findings={data.findings} linkOf={linkOf} />
            <Extensions {...props} />
          </div>
        </div>
      )}
      {data && (
        <p class="hint">
          Read from {counted(data.window.requests, 'request')}
          {data.window.since ? ` since ${dateTime(data.window.since)}` : ''}.
        </p>
      )}
    </>
  );
}
