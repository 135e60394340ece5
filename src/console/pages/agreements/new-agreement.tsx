import { useState } from 'preact/hooks';
import type { ConnectionView, PartyReference } from '../../../hub/types.generated.ts';
import { partyName } from '../../display-text.ts';
import { connectionsPath } from '../../links-to-filtered-lists.ts';
import { Trouble } from '../../parts/notices.tsx';
import { PartnerPicker } from '../../parts/partner-picker.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';
import { AgreementForm } from './agreement-form.tsx';

const sides = [
  { role: 'CPO', label: 'Operator (CPO)' },
  { role: 'EMSP', label: 'Provider (eMSP)' },
] as const;

type Role = ConnectionView['role'];

/** A form for a new agreement: finds both parties, and tells beforehand why the agreement cannot work. */
export function NewAgreement({ first, done }: { first: string; done: () => void }) {
  const [texts, setTexts] = useState<Record<Role, string>>({ CPO: partyIn(first) ? first : '', EMSP: '' });
  const [cpo, emsp] = [partyIn(texts.CPO), partyIn(texts.EMSP)];
  const isOne = cpo !== undefined && emsp !== undefined && partyName(cpo) === partyName(emsp);
  return (
    <div class="stack">
      <div class="fields">
        {sides.map(({ role, label }) => (
          <PartnerPicker
            key={role}
            label={label}
            role={role}
            value={texts[role]}
            typed={(text) => setTexts((before) => ({ ...before, [role]: text }))}
          />
        ))}
      </div>
      <Trouble>{isOne ? 'These are one and the same party.' : ''}</Trouble>
      {cpo && <Doubt role="CPO" party={partyName(cpo)} />}
      {emsp && <Doubt role="EMSP" party={partyName(emsp)} />}
      {cpo && emsp && !isOne ? (
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

/** Lists what would keep an agreement of this party from working; shows nothing where nothing is known. */
function Doubt({ role, party }: { role: Role; party: string }) {
  const { data } = useAsk<ConnectionView[]>(connectionsPath({ party, limit: '20' }));
  const words = data && doubtOf(role, party, data);
  return words ? (
    <p class="next" role="status">
      {words}
    </p>
  ) : null;
}

function doubtOf(role: Role, party: string, connections: ConnectionView[]): string | undefined {
  const side = role === 'CPO' ? 'operator' : 'provider';
  const present = connections.filter(({ status }) => status !== 'UNREGISTERED');
  const own = present.find((one) => one.role === role);
  if (own?.status === 'REGISTERED') return undefined;
  if (own)
    return `The ${side} ${party} ${own.status === 'PENDING' ? 'is invited, and has not registered yet' : 'is suspended'}: nothing is exchanged until that changes.`;
  return present.length > 0
    ? `${party} is connected, and not as ${side === 'operator' ? 'an operator: is it the provider' : 'a provider: is it the operator'}?`
    : `No connection of ${party} is known: nothing is exchanged until it has one.`;
}

/** The party that a text such as `NL*ABC` names. */
function partyIn(text: string): PartyReference | undefined {
  const [, country_code, party_id] = /^([A-Z]{2})\*([A-Z0-9]{3})$/i.exec(text.trim()) ?? [];
  return country_code && party_id
    ? { country_code: country_code.toUpperCase(), party_id: party_id.toUpperCase() }
    : undefined;
}
