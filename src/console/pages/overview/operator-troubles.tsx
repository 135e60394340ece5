import type { AttentionView } from '../../../hub/types.generated.ts';
import { ago, ahead, counted, dateTime, withTimes } from '../../display-text.ts';
import { Trouble, Waiting } from '../../parts/notices.tsx';
import { Chip, type Tone } from '../../parts/state-chip.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';

type Example = AttentionView['examples'][number];

/**
 * Words and links for a kind of trouble: its noun for one and for many, its colour, the page that lists them all, and
 * that of one.
 */
interface Kind {
  one: string;
  many: string;
  tone: Tone;
  all: string;
  link(example: Example): string;
}

const toConnection = ({ connection, party }: Example) =>
  connection === null ? linkTo(['connections'], { text: party }) : linkTo(['connections', connection]);

/** The link to the list of partners that have this kind of trouble. */
const partnersWith = (trouble: AttentionView['kind']) => linkTo(['connections'], { trouble });

// biome-ignore format: a table
const kinds: Record<AttentionView['kind'], Kind> = {
  registration_failed: { one: 'registration failed',              many: 'registrations failed',           tone: 'bad',  all: partnersWith('registration_failed'), link: toConnection },
  sync_failed:         { one: 'sync failed',                      many: 'syncs failed',                   tone: 'bad',  all: partnersWith('sync_failed'),                        link: toConnection },
  retirement_waiting:  { one: 'mass retirement waits',            many: 'mass retirements wait',          tone: 'warn', all: partnersWith('retirement_waiting'),                        link: toConnection },
  behind:              { one: 'partner is behind',                many: 'partners are behind',            tone: 'bad',  all: partnersWith('behind'),                                      link: toConnection },
  parked:              { one: 'partner does not take everything', many: 'partners do not take everything', tone: 'warn', all: partnersWith('parked'),                        link: toConnection },
  held:                { one: 'object is held',                   many: 'objects are held',               tone: 'warn', all: linkTo(['held']),                               link: () => linkTo(['held']) },
  disputed:            { one: 'Token is disputed',                many: 'Tokens are disputed',            tone: 'warn', all: linkTo(['objects', 'tokens'], { disputed: 'yes' }), link: toToken },
  agreement_ends:      { one: 'agreement ends soon',              many: 'agreements end soon',            tone: 'info', all: linkTo(['agreements'], { state: 'ends_soon' }), link: toAgreement },
};

function toToken({ party, id }: Example): string {
  return linkTo(['objects', 'tokens', ...party.split('*'), id ?? '']);
}

function toAgreement({ party }: Example): string {
  return linkTo(['agreements'], { text: party });
}

/** Lists troubles that the operator must look at, the gravest first. */
export function Attention() {
  const { data, error } = useAsk<AttentionView[]>('/admin/attention', 5000);
  return (
    <section class="card" aria-labelledby="attention">
      <h2 id="attention">What needs you</h2>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data?.length === 0 && (
        <ul class="plain attention">
          <li>
            <Chip tone="good">Nothing</Chip> No partner is behind, nothing waits for a decision.
          </li>
        </ul>
      )}
      {data && data.length > 0 && (
        <ul class="plain attention">
          {data.map((entry) => (
            <Entry key={entry.kind} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: AttentionView }) {
  const { kind, count, since, examples } = entry;
  const { one, many, tone, all, link } = kinds[kind];
  return (
    <li>
      <details>
        <summary>
          <Chip tone={tone}>{counted(count, one, many)}</Chip>{' '}
          {since && <span title={dateTime(since)}>the oldest {ago(since)}</span>}
          <span class="hint">
            {' '}
            {examples
              .map(({ party }) => party)
              .filter(isNew)
              .join(', ')}
          </span>
        </summary>
        <ul class="plain">
          {examples.map((example) => (
            <li key={`${example.party} ${example.id}`}>
              <a class="party" href={link(example)}>
                {example.party}
              </a>{' '}
              {withTimes(example.text)}
              {example.time && (
                <span class="hint" title={dateTime(example.time)}>
                  , {Date.parse(example.time) > Date.now() ? ahead(example.time) : ago(example.time)}
                </span>
              )}
            </li>
          ))}
        </ul>
        {count > examples.length && (
          <p>
            <a href={all}>All {count.toLocaleString()}</a>
          </p>
        )}
      </details>
    </li>
  );
}

function isNew(party: string, at: number, all: string[]): boolean {
  return all.indexOf(party) === at;
}
