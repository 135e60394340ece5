import { useAsk } from './use-admin-api-resource.ts';

/** Optional functions of a hub that the navigation depends on, named by page. */
export type Ability = 'why' | 'simulators';

/**
 * The optional functions that this hub has, by its API description and its simulators; `undefined` until they are
 * loaded.
 */
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
