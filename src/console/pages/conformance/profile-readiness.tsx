import { Chip } from '../../parts/state-chip.tsx';

/** The verdict on a partner for one profile, as the conformance report has it. */
export interface ProfileState {
  profile: string;
  verdict: 'ready' | 'not ready' | 'not offered' | 'not seen';
  why: string;
}

const tones = { ready: 'good', 'not ready': 'bad', 'not offered': 'off', 'not seen': 'warn' } as const;

/** The profiles of the partner's role, each with its verdict and the reason. */
export function Readiness({ profiles }: { profiles: ProfileState[] }) {
  return (
    <ul class="profiles" aria-label="Ready for">
      {profiles.map(({ profile, verdict, why }) => (
        <li key={profile}>
          <Chip tone={tones[verdict]}>{verdict}</Chip> <strong>{profile}</strong>{' '}
          {why && <span class="hint">{why}</span>}
        </li>
      ))}
    </ul>
  );
}
