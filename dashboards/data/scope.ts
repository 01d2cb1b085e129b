/** Whether a council is among those that the choices above a page leave: type, region, named group. */
import type { Context } from '../context.ts';
import { listOf } from '../state.ts';

/** True for a type and region among those chosen in the parameters. */
export function inScope(
  params: URLSearchParams,
  { type, region }: { type: string; region: string },
): boolean {
  const chosen = (name: 'type' | 'region', value: string): boolean => {
    const values = listOf(params, name);
    return values.length === 0 || values.includes(value || 'unknown');
  };
  return chosen('type', type) && chosen('region', region);
}

/** True for a council, by its index, of the named group chosen, or of any where none is. */
export function inGroup({ site }: Context, params: URLSearchParams, council: number): boolean {
  const group = site.summary.groups.find(({ name }) => name === params.get('named'));
  return group === undefined || group.councils.includes(council);
}

/** True where some councils are left out by choice. */
export function isNarrowed(params: URLSearchParams): boolean {
  return (['type', 'region', 'named'] as const).some((name) => (params.get(name) ?? '') !== '');
}
