/** The table of councils with successors followed to the end, and the key a plan's council goes by. */
import { parseCsv } from '../csv.ts';
import { readDataText } from '../data-files.ts';
import type { Plan } from '../model.ts';

/** A row of the `councils` table, but for `plan_count`. */
export interface CouncilRow {
  council_id: string;
  name: string;
  gss: string | null;
  type: string | null;
  region: string | null;
  nation: string | null;
  county: string | null;
  population: number | null;
  area_km2: number | null;
  population_density: number | null;
  imd_score: number | null;
  imd_decile: number | null;
  lat: number | null;
  long: number | null;
  established: string | null;
  abolished: string | null;
  successors: string[];
}

/** Every council of data/councils.csv, in its order; `successors` are keys of councils that exist. */
export function readCouncils(): CouncilRow[] {
  const records = parseCsv(readDataText('councils.csv'));
  const byCode = new Map(records.map((record) => [record['code'] ?? '', record]));
  const follow = (code: string, seen: readonly string[]): string[] => {
    const record = byCode.get(code);
    if (record === undefined || seen.includes(code)) return [];
    if ((record['abolished'] ?? '') === '') return [record['gss'] ?? ''];
    return codesOf(record['replaced_by']).flatMap((next) => follow(next, [...seen, code]));
  };
  return records.map((record) => {
    const abolished = wordsOf(record['abolished']);
    return {
      council_id: record['gss'] ?? '',
      name: record['name'] ?? '',
      gss: wordsOf(record['gss']),
      type: wordsOf(record['type']),
      region: wordsOf(record['region']),
      nation: wordsOf(record['nation']),
      county: wordsOf(record['county']),
      population: numberOf(record['population_2020']),
      area_km2: numberOf(record['area_km2']),
      population_density: numberOf(record['population_density']),
      imd_score: numberOf(record['imd_score']),
      imd_decile: numberOf(record['imd_decile']),
      lat: numberOf(record['lat']),
      long: numberOf(record['long']),
      established: wordsOf(record['established']),
      abolished,
      successors: abolished === null ? [] : [...new Set(follow(record['code'] ?? '', []))],
    };
  });
}

/** The key a plan's council goes by: its ONS code, else `name/…`, else one of the document's own. */
export function councilIdOf(plan: Pick<Plan, 'council' | 'source'>): string {
  const council = plan.council.value;
  if (council === null || council.name.trim() === '') return `unknown/${plan.source.sha256.slice(0, 12)}`;
  return council.gss ?? `name/${slugOf(council.name)}`;
}

let names: ReadonlyMap<string, string> | null = null;

/** The name a plan's council goes by: the table's where its code is there, else as given; empty when not known. */
export function councilNameOf({ council }: Pick<Plan, 'council'>): string {
  names ??= new Map(readCouncils().map(({ council_id, name }) => [council_id, name]));
  return names.get(council.value?.gss ?? '') ?? council.value?.name.trim() ?? '';
}

/** Facts of the invented councils of the example plans by key, invented as they are: these have no code and no nation. */
function readInvented(): Map<string, Partial<CouncilRow>> {
  const records = parseCsv(readDataText('example-councils.csv'));
  return new Map(
    records.map((record) => [
      `name/${slugOf(record['name'] ?? '')}`,
      {
        type: wordsOf(record['type']),
        region: wordsOf(record['region']),
        population: numberOf(record['population_2020']),
        area_km2: numberOf(record['area_km2']),
        population_density: numberOf(record['population_density']),
        imd_score: numberOf(record['imd_score']),
        imd_decile: numberOf(record['imd_decile']),
      },
    ]),
  );
}

let invented: ReadonlyMap<string, Partial<CouncilRow>> | null = null;

/**
 * A council that the table does not hold, known only by its key and name; one of those invented for the example plans
 * has invented facts besides.
 */
export function unlistedCouncil(councilId: string, name: string): CouncilRow {
  invented ??= readInvented();
  return {
    council_id: councilId,
    name,
    gss: councilId.includes('/') ? null : councilId,
    type: null,
    region: null,
    nation: null,
    county: null,
    population: null,
    area_km2: null,
    population_density: null,
    imd_score: null,
    imd_decile: null,
    lat: null,
    long: null,
    established: null,
    abolished: null,
    successors: [],
    ...invented.get(councilId),
  };
}

/** `King's Lynn & West` → `king-s-lynn-and-west`: letters and digits of a name in lower case, joined with hyphens. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('-');
}

function codesOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function wordsOf(cell: string | undefined): string | null {
  return cell === undefined || cell.trim() === '' ? null : cell.trim();
}

function numberOf(cell: string | undefined): number | null {
  const words = wordsOf(cell);
  const value = words === null ? Number.NaN : Number(words);
  return Number.isFinite(value) ? value : null;
}
