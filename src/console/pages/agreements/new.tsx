import { useState } from 'preact/hooks';
import type { ConnectionView, PartyReference } from '../../../hub/types.generated.ts';
import { Trouble } from '../../parts/notice.tsx';
import { PartnerPicker, type Picked } from '../../parts/partner-picker.tsx';
import { AgreementForm } from './form.tsx';

const sides = [
  { role: 'CPO', label: 'Operator (CPO)' },
  { role: 'EMSP', label: 'Provider (eMSP)' },
] as const;

type Role = ConnectionView['role'];

/** A form for a new agreement: finds both parties, and says before it is made what cannot work. */
export function NewAgreement({ first, done }: { first: string; done: () => void }) {
  const [texts, setTexts] = useState<Record<Role, string>>({ CPO: partyIn(first) ? first : '', EMSP: '' });
  const [picked, setPicked] = useState<Partial<Record<Role, Picked>>>({});
  const [cpo, emsp] = [partyIn(texts.CPO), partyIn(texts.EMSP)];
  const doubts = sides.flatMap(({ role }) => doubtOf(role, texts[role], picked[role]) ?? []);
  return (
    <div class="stack">
      <div class="fields">
        {sides.map(({ role, label }) => (
          <PartnerPicker
            key={role}
            label={label}
            role={role}
            value={texts[role]}
            picked={(one) => setPicked((before) => ({ ...before, [role]: one }))}
            typed={(text) => setTexts((before) => ({ ...before, [role]: text }))}
          />
        ))}
      </div>
      <Trouble>{cpo && emsp && texts.CPO === texts.EMSP ? 'These are one and the same party.' : ''}</Trouble>
      {doubts.map((words) => (
        <p key={words} class="next">
          {words}
        </p>
      ))}
      {cpo && emsp ? (
        <AgreementForm
          key={`${texts.CPO} ${texts.EMSP}`}
          pair={{ cpo, emsp, agreement: undefined }}
          done={done}
        />
      ) : (
        <p class="hint">Choose an operator and a provider: write a part of the party or of the name.</p>
      )}
    </div>
  );
}

/** What an agreement of this party waits for; `undefined` where nothing is known against it. */
function doubtOf(role: Role, text: string, picked: Picked | undefined): string | undefined {
  if (picked?.party !== text || text === '') return undefined;
  const { status } = picked.connection;
  if (status === 'REGISTERED') return undefined;
  const side = role === 'CPO' ? 'operator' : 'provider';
  return `The ${side} ${text} is ${status === 'PENDING' ? 'invited, and has not registered yet' : 'suspended'}: nothing is exchanged until that changes.`;
}

/** The party that a text such as `NL*ABC` names. */
function partyIn(text: string): PartyReference | undefined {
  const [, country_code, party_id] = /^([A-Z]{2})\*([A-Z0-9]{3})$/i.exec(text.trim()) ?? [];
  return country_code && party_id
    ? { country_code: country_code.toUpperCase(), party_id: party_id.toUpperCase() }
    : undefined;
}
