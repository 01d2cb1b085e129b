/**
 * Councils by name: `data/councils.csv` and `data/lexicon/council-*.tsv` indexed under folded names, and the
 * resolution of a spelling to one council.
 */
import { parseCsv } from '../../csv.ts';
import { readDataText, readLexicon } from '../../data-files.ts';
import { editDistance } from '../../edit-distance.ts';

/** A council of the table, or one that is not in it (`gss: null`). */
export interface CouncilMatch {
  name: string;
  gss: string | null;
  /** Names of the councils that replaced it; empty for one that exists. */
  successors: string[];
}

interface Entry extends CouncilMatch {
  /** Set for abolished councils: only a spelling that says its rank, or no other, means them. */
  abolished: boolean;
  /** The rank its official name gives: borough, city, district, county, london. */
  rank: string;
}

interface Index {
  entries: Entry[];
  byCore: Map<string, Entry[]>;
  bySquashed: Map<string, Entry[]>;
}

let index: Index | undefined;

/** A name that running text may use without saying that it is a council's. */
export interface BareName {
  words: string;
  match: CouncilMatch;
}

/** Names of the councils that exist, and their longer short names ("Southend"), for finding them in text. */
export function listBareNames(): BareName[] {
  const { entries } = readIndex();
  const living = entries.filter((entry) => !entry.abolished);
  const aliases = readLexicon('lexicon/council-aliases.tsv').flatMap((row) => {
    const entry = living.find(({ gss }) => gss === row['gss']);
    const words = row['alias'] ?? '';
    return entry === undefined || words.length < 6 || !/[a-z]/u.test(words) ? [] : [{ words, match: entry }];
  });
  return [
    ...living.map((entry) => ({
      words: entry.name.replace(/^(?:City of|County|The) | Council$/gu, ''),
      match: entry,
    })),
    ...aliases,
  ].map(({ words, match }) => ({ words, match: publicPart(match) }));
}

function publicPart({ name, gss, successors }: CouncilMatch): CouncilMatch {
  return { name, gss, successors };
}

/**
 * The council a spelling means, or `null`. `exact` allows no misread letters, for names cut out of running text.
 */
export function resolveName(name: string, options: { exact?: boolean } = {}): CouncilMatch | null {
  const { core, ranks } = foldName(name);
  if (core === '' || (core === 'london' && !ranks.has('city'))) return null;
  const { byCore, bySquashed } = readIndex();
  const known = byCore.get(core) ?? bySquashed.get(squash(core));
  const entries =
    known ?? (options.exact === true ? [] : nearest(core).filter((entry) => hasRank(entry, ranks)));
  const entry = choose(entries, ranks);
  return entry === null ? null : publicPart(entry);
}

/** The council of an ONS code; `null` when the table has none. */
export function councilOfCode(gss: string): CouncilMatch | null {
  const entry = readIndex().entries.find((each) => each.gss === gss.trim().toUpperCase());
  return entry === undefined ? null : publicPart(entry);
}

/** True for two spellings that differ in nothing but the words around a council's name, case and accents. */
export function isSameName(one: string, other: string): boolean {
  return squash(foldName(one).core) === squash(foldName(other).core);
}

const TYPES = readLexicon('lexicon/council-types.tsv')
  .map((row) => ({ words: row['words'] ?? '', type: row['type'] ?? 'any' }))
  .sort((a, b) => b.words.length - a.words.length);

/** The name without its council words, folded, and the ranks those words gave. */
function foldName(name: string): { core: string; ranks: Set<string> } {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^()]*\)/gu, ' ')
    .replace(/['’‘`]/gu, '')
    .replace(/&/gu, ' and ')
    .replace(/[^a-z\d]+/gu, ' ')
    .replace(/\bsaint\b/gu, 'st')
    .replace(/\bcounc[il1]{2}\b/gu, 'council')
    .trim();
  const ranks = new Set<string>();
  let rest = ` ${folded} `;
  for (let changed = true; changed;) {
    changed = false;
    for (const { words, type } of TYPES) {
      const head = rest.startsWith(` ${words} `);
      const tail = !head && rest.endsWith(` ${words} `);
      if ((!head && !tail) || rest.trim() === words) continue;
      rest = head ? rest.slice(words.length + 1) : rest.slice(0, rest.length - words.length - 1);
      ranks.add(type);
      changed = true;
      break;
    }
  }
  return { core: rest.trim().replace(/\bupon\b/gu, 'on'), ranks };
}

/** A misread name must not state a rank that the council never had. */
function hasRank(entry: Entry, ranks: ReadonlySet<string>): boolean {
  const stated = RANKS.filter((rank) => ranks.has(rank));
  return stated.length === 0 || entry.rank === 'any' || stated.includes(entry.rank);
}

const RANKS = ['borough', 'city', 'district', 'county', 'london'];

function squash(core: string): string {
  return core.replaceAll(' ', '');
}

function choose(entries: readonly Entry[], ranks: ReadonlySet<string>): Entry | null {
  if (entries.length <= 1) return entries[0] ?? null;
  const stated = RANKS.filter((rank) => ranks.has(rank));
  const ranked = entries.filter((entry) => stated.includes(entry.rank));
  const living = entries.filter((entry) => !entry.abolished);
  if (ranked.length === 1) return ranked[0] ?? null;
  if (living.length === 1) return living[0] ?? null;
  return ranked.find((entry) => !entry.abolished) ?? null;
}

/** Councils whose name is one misread letter away, two in a long name; only the nearest, and only when alone. */
function nearest(core: string): Entry[] {
  if (core.length < 5) return [];
  let best = Infinity;
  let found: Entry[] = [];
  for (const [other, entries] of readIndex().byCore) {
    const allowed = allowedDistance(core);
    if (Math.abs(other.length - core.length) > 2 || other.length < 5) continue;
    const seen = soundOut(core) === soundOut(other) ? 0 : editDistance(core, other, allowed + 1);
    if (seen > allowed || seen > best) continue;
    found = seen < best ? entries : [...found, ...entries];
    best = seen;
  }
  return new Set(found.map(({ gss }) => gss)).size === 1 ? found : [];
}

/** Misread letters allowed in a name, besides those that scanners take for one another. */
function allowedDistance(core: string): number {
  if (core.length >= 13) return 2;
  return core.length >= 6 ? 1 : 0;
}

/** Letters that scanners take for one another made the same. */
function soundOut(core: string): string {
  return core
    .replace(/rn/gu, 'm')
    .replace(/vv/gu, 'w')
    .replace(/[1i]/gu, 'l')
    .replace(/0/gu, 'o')
    .replace(/5/gu, 's');
}

function readIndex(): Index {
  index ??= buildIndex();
  return index;
}

function buildIndex(): Index {
  const rows = parseCsv(readDataText('councils.csv'));
  const nameOf = new Map(rows.map((row) => [row['code'], row['name'] ?? '']));
  const entries = rows
    .map((row): Entry => {
      const { ranks } = foldName(row['official_name'] ?? '');
      const rank =
        ['london', 'county', 'district', 'city', 'borough'].find((rank) => ranks.has(rank)) ?? 'any';
      return {
        name: row['name'] ?? '',
        gss: row['gss'] ?? null,
        successors: (row['replaced_by'] ?? '')
          .split(',')
          .filter((code) => code !== '')
          .map((code) => nameOf.get(code) ?? code),
        abolished: row['abolished'] !== '',
        rank,
      };
    })
    .sort((a, b) => Number(a.abolished) - Number(b.abolished));
  const byCore = new Map<string, Entry[]>();
  const bySquashed = new Map<string, Entry[]>();
  const add = (name: string, entry: Entry): void => {
    const { core } = foldName(name);
    put(byCore, core, entry);
    put(bySquashed, squash(core), entry);
    // Addresses leave "and" out: epsom-ewell.gov.uk.
    put(bySquashed, squash(core.replaceAll(' and ', ' ')), entry);
  };
  rows.forEach((row) => {
    const entry = entries.find(({ gss }) => gss === row['gss']);
    if (entry === undefined) return;
    add(row['name'] ?? '', entry);
    add(row['official_name'] ?? '', entry);
    add((row['gov_uk_slug'] ?? '').replaceAll('-', ' '), entry);
  });
  for (const row of readLexicon('lexicon/council-aliases.tsv')) {
    const entry = entries.find(({ gss }) => gss === row['gss']);
    if (entry !== undefined) add(row['alias'] ?? '', entry);
  }
  byCore.delete('');
  bySquashed.delete('');
  return { entries, byCore, bySquashed };
}

function put(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key) ?? [];
  if (!list.includes(entry)) list.push(entry);
  map.set(key, list);
}
