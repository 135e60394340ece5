import { useAsk } from './use-ask.ts';

/** What not every hub can do, by the page that needs it. */
export type Ability = 'why' | 'report' | 'simulators';

/** What this hub can do, as its API description and its simulators say. */
export function useAbilities(): Set<Ability> {
  const { data: description } = useAsk<{ paths: Record<string, unknown> }>('/admin/openapi.json');
  const paths = Object.keys(description?.paths ?? {});
  const { data: simulators } = useAsk<unknown[]>(
    paths.includes('/admin/simulators') ? '/admin/simulators' : null,
    5000,
  );
  const abilities = new Set<Ability>();
  if (paths.includes('/admin/why')) abilities.add('why');
  if (paths.includes('/admin/connections/{id}/report')) abilities.add('report');
  if (simulators && simulators.length > 0) abilities.add('simulators');
  return abilities;
}
