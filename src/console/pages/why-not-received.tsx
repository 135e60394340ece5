import type { WhyView } from '../../hub/types.generated.ts';
import { partyName } from '../display-text.ts';
import { PartnerPicker } from '../parts/partner-picker.tsx';
import { linkTo, type Place } from '../url-hash.ts';
import { useAsk } from '../use-admin-api-resource.ts';
import { objectLink, objectModules } from './objects/stored-object-types.ts';
import { Seen } from './why/owner-and-reader-versions.tsx';
import { WhyAnswer } from './why/reasons-answer.tsx';

/** The page that explains why an object did or did not reach a receiver. */
export function Why({ place }: { place: Place }) {
  const given = (name: string) => place.query.get(name) ?? '';
  const question = {
    module: given('module'),
    country_code: given('country_code'),
    party_id: given('party_id'),
    id: given('id'),
    to: given('to'),
  };
  const complete = Object.values(question).every((value) => value !== '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const [country_code = '', party_id = ''] = text('owner').toUpperCase().split('*');
    location.hash = linkTo(['why'], {
      module: text('module'),
      country_code,
      party_id,
      id: text('id'),
      to: text('to'),
    });
  };
  const owner = question.country_code ? partyName(question) : '';
  return (
    <>
      <h1 tabIndex={-1}>Why did it not arrive?</h1>
      <p class="lead">Name an object and a receiver, and the hub tells what became of it.</p>
      <form key={place.query.toString()} class="card" onSubmit={submit}>
        <div class="fields">
          <label>
            Object
            <select name="module">
              {objectModules.map((name) => (
                <option key={name} selected={name === question.module}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Id
            <input name="id" required defaultValue={question.id} placeholder="LOC1" />
          </label>
          <PartnerPicker label="Owner" name="owner" required value={owner} placeholder="NL*ABC" />
          <PartnerPicker label="Receiver" name="to" required value={question.to} placeholder="DE*EMP" />
        </div>
        <div class="actions">
          <button type="submit" class="primary">
            Ask
          </button>
        </div>
      </form>
      {complete && <Answer question={question} />}
      {complete && <Seen question={question} />}
    </>
  );
}

function Answer({
  question,
}: {
  question: Record<'module' | 'country_code' | 'party_id' | 'id' | 'to', string>;
}) {
  const asked = useAsk<WhyView>(`/admin/why?${new URLSearchParams(question).toString()}`, 3000);
  return (
    <WhyAnswer asked={asked} linkTo={(request_id) => linkTo(['traffic'], { text: request_id })}>
      <p>
        <a href={objectLink(question)}>See the object and who has it</a>
      </p>
    </WhyAnswer>
  );
}
