/** Who a council is compared with: its nearest by open distances, its type, its region, all, or a list of its own. */
import type { CouncilEntry } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { listOf } from '../state.ts';

export const PEER_GROUPS = {
  nearest: 'The 15 most like it, of its type',
  type: 'All of its type',
  region: 'All of its region',
  named: 'Its named groups',
  all: 'All councils',
  own: 'Councils I choose',
} as const;
export type PeerGroup = keyof typeof PEER_GROUPS;

/** How distance is made up; each weighs the same, and what a council lacks is left out of its distance. */
export const DISTANCE_IN_WORDS =
  'Nearness weighs population and density (on a logarithmic scale), deprivation and region alike, among councils of the same type.';

const NEAREST = 15;

/** The group asked for; the nearest unless the address says otherwise. */
export function groupAsked(context: Context): PeerGroup {
  const asked = context.params.get('group') ?? '';
  return Object.hasOwn(PEER_GROUPS, asked) ? (asked as PeerGroup) : 'nearest';
}

/** Why the group asked for holds nobody, whatever plans are here: what it goes by is not known of the council. */
export function whyNoPeers(context: Context, council: number): string {
  const own = context.site.summary.councils[council];
  const group = groupAsked(context);
  const lacks =
    group === 'region' ? own?.region === '' : (group === 'nearest' || group === 'type') && own?.type === '';
  if (!lacks) return '';
  const what = group === 'region' ? 'region' : 'type';
  return `The ${what} of this council is not known (it is not in the table of councils), so no peers were chosen for it. Choose them by hand: “${PEER_GROUPS.own}”.`;
}

/** Indices of a council's peers, itself left out, among the councils given. */
export function peersOf(context: Context, council: number, among: readonly number[]): number[] {
  const { councils } = context.site.summary;
  const own = councils[council];
  if (own === undefined) return [];
  const others = among.filter((other) => other !== council);
  switch (groupAsked(context)) {
    case 'all':
      return others;
    case 'type':
      return others.filter((other) => own.type !== '' && councils[other]?.type === own.type);
    case 'region':
      return others.filter((other) => own.region !== '' && councils[other]?.region === own.region);
    case 'named': {
      const groups = context.site.summary.groups.filter((group) => group.councils.includes(council));
      return others.filter((other) => groups.some((group) => group.councils.includes(other)));
    }
    case 'own': {
      const slugs = new Set(listOf(context.params, 'peers'));
      return others.filter((other) => slugs.has(councils[other]?.slug ?? ''));
    }
    default:
      return nearest(councils, council, others, NEAREST);
  }
}

/**
 * The councils of the same type that are most like one, nearest first. None for a council of which the type is not
 * known, and none of which nothing is known that could be compared: no choice is better than a blind one.
 */
export function nearest(
  councils: readonly CouncilEntry[],
  council: number,
  others: readonly number[],
  size: number,
): number[] {
  const own = councils[council];
  if (own === undefined || own.type === '') return [];
  const spread = {
    population: deviation(councils.map((entry) => log(entry.population))),
    density: deviation(councils.map((entry) => log(entry.density))),
    deprivation: deviation(councils.map((entry) => entry.deprivation)),
  };
  const distance = (other: CouncilEntry): number => {
    const parts = [
      apart(log(own.population), log(other.population), spread.population),
      apart(log(own.density), log(other.density), spread.density),
      apart(own.deprivation, other.deprivation, spread.deprivation),
      own.region === '' || other.region === '' ? null : own.region === other.region ? 0 : 1,
    ].filter((part) => part !== null);
    return parts.length === 0 ? Infinity : parts.reduce((sum, part) => sum + part, 0) / parts.length;
  };
  return others
    .filter((other) => councils[other]?.type === own.type)
    .map((other) => ({ other, far: distance(councils[other] ?? own) }))
    .filter(({ far }) => Number.isFinite(far))
    .toSorted((a, b) => a.far - b.far || a.other - b.other)
    .slice(0, size)
    .map(({ other }) => other);
}

function log(value: number | null): number | null {
  return value !== null && value > 0 ? Math.log(value) : null;
}

function apart(a: number | null, b: number | null, spread: number): number | null {
  return a === null || b === null ? null : Math.abs(a - b) / spread;
}

function deviation(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return Math.sqrt(variance) || 1;
}
