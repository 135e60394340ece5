import type { ConnectionView, ReportView } from '../../hub/types.generated.ts';
import { Empty, Trouble, Waiting } from '../parts/notice.tsx';
import { linkTo, type Place } from '../place.ts';
import { useAsk } from '../use-ask.ts';
import { counted, dateTime, partyName, roleName } from '../words.ts';
import { Checklist } from './conformance/checklist.tsx';
import { Findings } from './conformance/findings.tsx';
import { Runs } from './conformance/runs.tsx';

/** The page of each partner's progress, with the findings about its messages, and the conformance suite. */
export function Conformance({ place }: { place: Place }) {
  const { data, error } = useAsk<ConnectionView[]>('/admin/connections', 10_000);
  const open = data?.filter(({ status }) => status !== 'UNREGISTERED');
  const chosen = open?.find(({ id }) => id === place.rest[0]) ?? open?.[0];
  return (
    <>
      <h1 tabIndex={-1}>Conformance</h1>
      <p class="lead">
        The hub judges what partners say by the rules of OCPI 2.1.1-d2. The suite asks them what they do not
        say by themselves.
      </p>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {open?.length === 0 && (
        <Empty title="No partners yet">
          <a href="#/connections/new">Connect the first one</a>, and its checklist appears here.
        </Empty>
      )}
      {open && chosen && (
        <div class="tabs" role="group" aria-label="Partners">
          {open.map((one) => (
            <a
              key={one.id}
              href={linkTo(['conformance', one.id])}
              aria-current={one.id === chosen.id ? 'true' : undefined}
            >
              {partyName(one)}
            </a>
          ))}
        </div>
      )}
      {chosen && <Partner key={chosen.id} connection={chosen} />}
    </>
  );
}

function Partner({ connection }: { connection: ConnectionView }) {
  const { data, error } = useAsk<ReportView>(`/admin/connections/${connection.id}/report`, 3000);
  const done = data?.steps.filter(({ status }) => status === 'done').length;
  return (
    <>
      <p>
        {connection.name}, {connection.role === 'CPO' ? 'an operator' : 'a provider'} (
        {roleName(connection.role)}).{' '}
        {data &&
          `${done} of ${data.steps.length} steps are done, ${data.findings.length === 0 ? 'nothing is wrong with what was seen' : `${counted(data.findings.length, 'requirement')} ${data.findings.length === 1 ? 'is' : 'are'} broken`}.`}{' '}
        <a href={linkTo(['connections', connection.id])}>See the connection</a>
      </p>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data && (
        <div class="two">
          <Checklist connection={connection.id} steps={data.steps} />
          <Findings findings={data.findings} />
        </div>
      )}
      {data && (
        <p class="hint">
          Read from {counted(data.window.requests, 'request')}
          {data.window.since ? ` since ${dateTime(data.window.since)}` : ''}: {data.window.words}.
        </p>
      )}
      <Runs connection={connection} />
    </>
  );
}
