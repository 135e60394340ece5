import { useEffect, useState } from 'preact/hooks';
import type { AgreementView, ConnectionView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { partyName } from '../../display-text.ts';
import { agreementsPath, connectionsPath } from '../../links-to-filtered-lists.ts';
import { type PageOf, usePage } from '../../use-list-page.ts';
import type { ObjectName } from './stored-object-types.ts';

/** Number of receivers on one page: for each of them the hub is asked. */
const size = 10;

/** The owner of an object, and one page of the parties that have an agreement with it. */
export interface Receivers {
  owner: ConnectionView | undefined;
  others: ConnectionView[];
  page: PageOf<AgreementView>;
}

/** The connections of an object's owner and of its possible receivers. */
export function useReceivers(name: ObjectName): Receivers {
  const party = partyName(name);
  const ownerRole = name.module === 'tokens' ? 'EMSP' : 'CPO';
  const otherRole = ownerRole === 'CPO' ? 'EMSP' : 'CPO';
  const page = usePage<AgreementView>(agreementsPath({ party }), 10_000, size);
  const agreed = (page.rows ?? []).filter(
    (one) => partyName(ownerRole === 'CPO' ? one.cpo : one.emsp) === party,
  );
  const others = agreed.map((one) => partyName(ownerRole === 'CPO' ? one.emsp : one.cpo));
  const wanted = [`${ownerRole} ${party}`, ...others.map((other) => `${otherRole} ${other}`)];
  const known = useConnections(wanted);
  const found = wanted.slice(1).flatMap((key) => known.get(key) ?? []);
  return {
    owner: known.get(wanted[0] ?? ''),
    others: [...new Map(found.map((one) => [one.id, one])).values()],
    page,
  };
}

/**
 * The connections of parties in a role (`CPO NL*ABC`), each loaded once; connections that are not loaded yet are
 * missing.
 */
function useConnections(wanted: string[]): Map<string, ConnectionView> {
  const [known, setKnown] = useState(new Map<string, ConnectionView>());
  const [asked] = useState(new Set<string>());
  useEffect(() => {
    for (const key of wanted.filter((one) => !asked.has(one))) {
      asked.add(key);
      const [role = '', party = ''] = key.split(' ');
      ask<ConnectionView[]>('GET', connectionsPath({ party, role, limit: '5' })).then(
        (all) => {
          const one = all.find(({ status }) => status !== 'UNREGISTERED');
          if (one) setKnown((before) => new Map(before).set(key, one));
        },
        () => asked.delete(key),
      );
    }
  }, [wanted.join()]);
  return known;
}
