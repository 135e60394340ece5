import { useAsk } from './use-ask.ts';

/** What not every hub can do, by the page that needs it. */
export type Ability = 'why' | 'simulators';

/** What this hub can do, as its API description and its simulators say; `undefined` until that is known. */
export function useAbilities(): Set<Ability> | undefined {
  const { data: description } = useAsk<{ paths: Record<string, unknown> }>('/admin/openapi.json');
  const paths = Object.keys(description?.paths ?? {});
  const { data: simulators } = useAsk<unknown[]>(
    paths.includes('/admin/simulators') ? '/admin/simulators' : null,
    5000,
  );
  if (!description || (paths.includes('/admin/simulators') && !simulators)) return undefined;
  const abilities = new Set<Ability>();
  if (paths.includes('/admin/why')) abilities.add('why');
  if (simulators && simulators.length > 0) abilities.add('simulators');
  return abilities;
}
