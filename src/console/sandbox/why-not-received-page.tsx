import { useState } from 'preact/hooks';
import type { WhyView } from '../../hub/types.generated.ts';
import { objectModules } from '../pages/objects/stored-object-types.ts';
import { WhyAnswer } from '../pages/why/reasons-answer.tsx';
import type { PageProps } from './page-props.ts';
import { useWorkspace } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/** The page of a workspace that explains why an object did or did not reach a receiver. */
export function WhyNot({ workspace, place }: PageProps) {
  const [question, setQuestion] = useState<Record<string, string>>();
  const parties = [workspace.party, ...workspace.stand_ins.map(({ party }) => party)];
  const others = workspace.stand_ins.find(({ role }) => role !== workspace.role);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const [country_code = '', party_id = ''] = text('owner').split('*');
    setQuestion({ module: text('module'), country_code, party_id, id: text('id'), to: text('to') });
  };
  return (
    <>
      <h1 tabIndex={-1}>Why did it not arrive?</h1>
      <p class="lead">Name an object and a receiver, and the hub tells what became of it.</p>
      <form class="card" onSubmit={submit}>
        <div class="fields">
          <label>
            Object
            <select name="module">
              {objectModules.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            Id
            <input name="id" required placeholder="LOC1" />
          </label>
          <Parties label="Owner" name="owner" parties={parties} chosen={workspace.party} />
          <Parties label="Receiver" name="to" parties={parties} chosen={others?.party ?? ''} />
        </div>
        <div class="actions">
          <button type="submit" class="primary">
            Ask
          </button>
        </div>
      </form>
      {question && <Answer key={JSON.stringify(question)} question={question} place={place} />}
    </>
  );
}

function Parties(props: { label: string; name: string; parties: string[]; chosen: string }) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        {props.parties.map((party) => (
          <option key={party} selected={party === props.chosen}>
            {party}
          </option>
        ))}
      </select>
    </label>
  );
}

function Answer({ question, place }: { question: Record<string, string>; place: PageProps['place'] }) {
  const asked = useWorkspace<WhyView>(place.key, `/why?${new URLSearchParams(question)}`, 3000);
  const linkTo = (request_id: string) => linkIn(place.key, 'exchanges', [], { request_id });
  return <WhyAnswer asked={asked} linkTo={linkTo} />;
}
