import type { ConnectionView, ReportView } from '../../hub/types.generated.ts';
import { counted, dateTime, partyName, roleName } from '../display-text.ts';
import { connectionsPath } from '../links-to-filtered-lists.ts';
import { Empty, Trouble, Waiting } from '../parts/notices.tsx';
import { PartnerPicker } from '../parts/partner-picker.tsx';
import { linkTo, type Place } from '../url-hash.ts';
import { useAsk } from '../use-admin-api-resource.ts';
import { usePage } from '../use-list-page.ts';
import { Runs } from './conformance/conformance-runs.tsx';
import { Checklist } from './conformance/onboarding-checklist.tsx';
import { Findings } from './conformance/partner-findings.tsx';

/** The page about one partner: its progress, the findings about its messages, and the conformance suite. */
export function Conformance({ place }: { place: Place }) {
  const [id] = place.rest;
  const first = usePage<ConnectionView>(id ? null : connectionsPath({ status: 'REGISTERED' }), 10_000, 1);
  const named = useAsk<ConnectionView>(id ? `/admin/connections/${encodeURIComponent(id)}` : null, 10_000);
  const chosen = named.data ?? first.rows?.[0];
  const error = named.error ?? first.error;
  const open = ({ connection }: { connection: ConnectionView }) => {
    location.hash = linkTo(['conformance', connection.id]);
  };
  return (
    <>
      <h1 tabIndex={-1}>Conformance</h1>
      <p class="lead">
        The hub judges what partners say by the rules of OCPI 2.1.1-d2. The suite asks them what they do not
        say by themselves.
      </p>
      <Trouble>{error}</Trouble>
      {!chosen && !error && !first.rows && <Waiting />}
      {first.rows?.length === 0 && !id && (
        <Empty title="No partner has registered yet">
          <a href="#/connections/new">Connect the first one</a>, and its checklist appears here. An invited
          one is found below.
        </Empty>
      )}
      <div class="fields picking">
        <PartnerPicker
          label="Partner"
          value={chosen ? partyName(chosen) : ''}
          picked={(one) => one && open(one)}
        />
      </div>
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
          <Checklist
            steps={data.steps}
            linkOf={(text) => linkTo(['traffic'], { connection: connection.id, text })}
          />
          <Findings findings={data.findings} linkOf={(text) => linkTo(['traffic'], { text })} />
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
