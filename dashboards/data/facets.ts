/**
 * Facets: the ways in which actions can be filtered and counted. Each gives a row a code; filters are sets of codes.
 * One pass over the columns gives the rows that pass and, for every facet, counts as if it alone were not set.
 */
import {
  FLAG_LABELS,
  KIND_LABELS,
  LATENESS_LABELS,
  OWNER_LABELS,
  STATUS_LABELS,
  THEME_LABELS,
} from '../labels.ts';
import type { FlagName } from '../labels.ts';
import { LATENESS, OPEN, runsBackwards } from '../lateness.ts';
import type { Context } from '../context.ts';
import { listOf, withParams } from '../state.ts';
import { FLAGS } from './facts.ts';
import { spanOf } from './months.ts';
import type { Site } from './site.ts';

export const FACETS = ['theme', 'late', 'owner', 'status', 'kind', 'type', 'region', 'council'] as const;
export type FacetName = (typeof FACETS)[number];

export interface Facet {
  name: FacetName;
  label: string;
  values: { value: string; label: string }[];
  /** Code of a row, an index into `values`: `codes[row]`, or `codes[council of the row]`. */
  codes: ArrayLike<number>;
  byCouncil: boolean;
}

export interface Selection {
  /** Rows that pass every filter, in the order of the columns. */
  rows: Uint32Array;
  /** Rows that a filter could let through: the denominator, of the newest plans and the named group asked for. */
  of: number;
  /** Counts by facet and code, each as if that facet alone were not set. */
  counts: Record<FacetName, Uint32Array>;
}

/** Label of a group whose type, region or council is not known. */
const NOT_KNOWN = 'Not known';

/** The facets of a site on a day. */
export function facetsOf(site: Site, asOf: number): Record<FacetName, Facet> {
  const { facts, summary } = site;
  const { codes } = summary;
  const themes = [...codes.themes, 'unsure' as const];
  const row = (
    name: FacetName,
    label: string,
    values: Facet['values'],
    column: ArrayLike<number>,
  ): Facet => ({
    name,
    label,
    values,
    codes: column,
    byCouncil: false,
  });
  return {
    theme: row('theme', 'Theme', labelled(themes, THEME_LABELS), facts.themeGroup),
    late: row('late', 'Lateness', labelled(LATENESS, LATENESS_LABELS), site.lateness(asOf)),
    owner: row('owner', 'Owner', labelled(codes.owners, OWNER_LABELS), facts.owner),
    status: row('status', 'Status in the plan', labelled(codes.statuses, STATUS_LABELS), facts.status),
    kind: row('kind', 'Kind of timescale', labelled(codes.kinds, KIND_LABELS), facts.kind),
    type: councilFacet(site, 'type', 'Type of council'),
    region: councilFacet(site, 'region', 'Region'),
    council: {
      name: 'council',
      label: 'Council',
      values: summary.councils.map((council) => ({ value: council.slug, label: council.name })),
      codes: summary.councils.map((_, index) => index),
      byCouncil: true,
    },
  };
}

/**
 * Rows that pass the filters in the parameters, with the counts that facets show, of the plans that count on a day (or,
 * where the parameters ask for every version, of all that were published by then).
 */
export function select(
  site: Site,
  facets: Record<FacetName, Facet>,
  params: URLSearchParams,
  asOf: number,
): Selection {
  const { facts } = site;
  const { published, counts: counted } = site.plansOn(asOf);
  const wanted = params.get('versions') === 'all' ? published : counted;
  const [wantedFlags, refusedFlags] = flagBits(params);
  const isDateless = flagsAsked(params).includes('noLastDay');
  const isBackwards = flagsAsked(params).includes('backwards');
  const members = groupMembers(site, params);
  const answers = params.get('pattern') ? site.pattern(params.get('pattern') ?? '')?.rows : undefined;
  const due = spanOf(params.get('due') ?? '');
  const tests = FACETS.map((name) => ({ facet: facets[name], allowed: allowedCodes(facets[name], params) }));
  const counts = FACETS.map((name) => new Uint32Array(facets[name].values.length));
  const rows = new Uint32Array(facts.rows);
  let passed = 0;
  let of = 0;
  const own = new Uint16Array(tests.length);
  for (let index = 0; index < facts.rows; index++) {
    if (wanted[facts.plan[index] ?? 0] === 0) continue;
    if (members !== null && members[facts.council[index] ?? 0] === 0) continue;
    of++;
    const flags = facts.flags[index] ?? 0;
    if ((flags & wantedFlags) !== wantedFlags || (flags & refusedFlags) !== 0) continue;
    if (answers !== undefined && !answers.has(index)) continue;
    const end = facts.end[index] ?? OPEN;
    if (due !== null && (end < due.from || end > due.to)) continue;
    if (isDateless && end !== OPEN) continue;
    if (isBackwards && !runsBackwards(facts.start[index] ?? OPEN, end)) continue;
    let failed = -1;
    let fails = 0;
    const council = facts.council[index] ?? 0;
    for (let test = 0; test < tests.length; test++) {
      const { facet, allowed } = tests[test] as (typeof tests)[number];
      const code = facet.codes[facet.byCouncil ? council : index] ?? 0;
      own[test] = code;
      if (allowed !== null && allowed[code] === 0) {
        failed = test;
        if (++fails > 1) break;
      }
    }
    if (fails === 0) {
      rows[passed++] = index;
      for (let test = 0; test < tests.length; test++) bump(counts[test], own[test] ?? 0);
    } else if (fails === 1) bump(counts[failed], own[failed] ?? 0);
  }
  const byName = Object.fromEntries(FACETS.map((name, test) => [name, counts[test]]));
  return { rows: rows.slice(0, passed), of, counts: byName as Selection['counts'] };
}

/** The selection of the page without the theme chosen: what sets whole councils beside each other is of every theme. */
export function everyTheme({ site, facets, params, asOf }: Context): Selection {
  return select(site, facets, withParams(params, { theme: null }), asOf);
}

/** Counts of rows by two facets: `table[a][b]`. */
export function countByTwo(site: Site, rows: Uint32Array, a: Facet, b: Facet): Uint32Array[] {
  const table = a.values.map(() => new Uint32Array(b.values.length));
  for (const row of rows) bump(table[codeOf(site, a, row)], codeOf(site, b, row));
  return table;
}

/** A row's code in a facet. */
export function codeOf(site: Site, facet: Facet, row: number): number {
  return facet.codes[facet.byCouncil ? (site.facts.council[row] ?? 0) : row] ?? 0;
}

/** Names of the flags asked for in the parameters. */
export function flagsAsked(params: URLSearchParams): FlagName[] {
  return listOf(params, 'flag').filter((name): name is FlagName => Object.hasOwn(FLAG_LABELS, name));
}

/** 1 for each council of the named group asked for; `null` when none is. */
function groupMembers(site: Site, params: URLSearchParams): Uint8Array | null {
  const group = site.summary.groups.find(({ name }) => name === params.get('named'));
  if (group === undefined) return null;
  const members = new Uint8Array(site.summary.councils.length);
  for (const council of group.councils) members[council] = 1;
  return members;
}

/** Bits that must be set and bits that must not. */
function flagBits(params: URLSearchParams): [number, number] {
  let [wanted, refused] = [0, 0];
  for (const name of flagsAsked(params)) {
    if (name === 'uncheckable') refused |= FLAGS.checkable;
    else if (name === 'notBeforePlan') refused |= FLAGS.beforePlan;
    else if (name === 'noLastDay' || name === 'backwards') continue;
    else wanted |= FLAGS[name];
  }
  return [wanted, refused];
}

function allowedCodes(facet: Facet, params: URLSearchParams): Uint8Array | null {
  const wanted = new Set(listOf(params, facet.name));
  if (wanted.size === 0) return null;
  return Uint8Array.from(facet.values, ({ value }) => (wanted.has(value) ? 1 : 0));
}

function councilFacet(site: Site, name: 'type' | 'region', label: string): Facet {
  const { councils } = site.summary;
  const names = [...new Set(councils.map((council) => council[name]))].toSorted();
  if (names[0] === '') names.push(names.shift() ?? '');
  return {
    name,
    label,
    values: names.map((value) => ({ value: value || 'unknown', label: value || NOT_KNOWN })),
    codes: councils.map((council) => names.indexOf(council[name])),
    byCouncil: true,
  };
}

function labelled<T extends string>(
  values: readonly T[],
  labels: Readonly<Record<T, string>>,
): Facet['values'] {
  return values.map((value) => ({ value, label: labels[value] }));
}

function bump(counts: Uint32Array | undefined, code: number): void {
  if (counts !== undefined) counts[code] = (counts[code] ?? 0) + 1;
}
