/**
 * Plans in, the files of the site's `data/` folder out, each handed on as soon as it is full so that a million
 * actions never stand in memory as objects. Plans must come council by council, each council's oldest first.
 */
import { gzipSync } from 'node:zlib';
import type { PeerGroup } from '../analyses/peer-groups.ts';
import type { IsoDay, Issue } from '../model.ts';
import { CODES, ColumnWriter, sortActions } from './columns.ts';
import { changesFiles, patternsFile, RowIndex, type Comparisons } from './comparisons.ts';
import type {
  ActionDetail,
  ActionText,
  CouncilEntry,
  IdShard,
  PlanEntry,
  QualityEntry,
  QualityFile,
  Summary,
  UnreadFile,
} from './contract.ts';

/** A plan as the store has it, ready to be written to the site. */
export interface StoredPlan {
  council: Omit<CouncilEntry, 'slug' | 'changes'>;
  entry: Omit<PlanEntry, 'council' | 'rows'>;
  /** True where nothing could be read of it. */
  unread: boolean;
  /** Of the document's bytes. */
  sha256: string;
  actions: ActionDetail[];
  /** Doubts about the plan as a whole; those of an action stand with it. */
  issues: Issue[];
}

/** Takes a file of the `data/` folder: its name and its bytes, gzipped. */
export type EmitFile = (name: string, bytes: Uint8Array) => void;

/** Small enough to fetch 25 of them for one page of results, large enough to zip well. */
const CHUNK_ROWS = 250;
const IDS_PER_SHARD = 4_000;
/** Issues listed one by one; past that only counted. */
const LISTED_ISSUES = 5_000;
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Encodes the plans and emits every file but those that come from analyses. Returns the summary it wrote. */
export async function encodeSite(
  plans: AsyncIterable<StoredPlan> | Iterable<StoredPlan>,
  options: {
    asOf: IsoDay;
    sector: Summary['sector'];
    accuracy: Summary['accuracy'];
    judged: Summary['judged'];
    groups: readonly PeerGroup[];
    comparisons: Comparisons;
  },
  emit: EmitFile,
): Promise<Summary> {
  const councils = new CouncilList();
  const columns = new ColumnWriter();
  const texts = new ChunkWriter<ActionText>('texts', emit);
  const details = new ChunkWriter<ActionDetail>('details', emit);
  const entries: PlanEntry[] = [];
  const ids: string[] = [];
  const issues = new IssueList();
  const rows = new RowIndex(options.comparisons);
  const unread: UnreadFile[] = [];
  for await (const plan of plans) {
    if (plan.unread) {
      // No document of the site: a number below all others keeps its doubts apart.
      for (const issue of plan.issues) issues.add(issue, -1 - unread.length, null);
      unread.push(unreadFile(plan));
      continue;
    }
    const first = ids.length;
    const sorted = sortActions(plan.actions);
    for (const action of sorted) {
      for (const issue of action.issues) issues.add(issue, entries.length, ids.length);
      ids.push(action.id);
      columns.add(action, plan.entry);
      texts.add(textOf(action));
      details.add(action);
    }
    for (const issue of plan.issues) issues.add(issue, entries.length, null);
    rows.add(plan.entry.id, entries.length, first, sorted);
    const council = councils.indexOf(plan.council);
    entries.push({ ...plan.entry, council, rows: [first, ids.length] });
  }
  texts.close();
  details.close();
  const idShards = emitIds(ids, emit);
  emitJson('quality.dat', issues.file, emit);
  emitJson('patterns.dat', patternsFile(options.comparisons, rows), emit);
  for await (const [index, file] of changesFiles(options.comparisons, rows, entries)) {
    const council = councils.entries[index];
    if (council !== undefined) council.changes = true;
    emitJson(`changes/${index}.dat`, file, emit);
  }
  const facts = columns.finish();
  emit('facts.dat', gzipSync(facts.bytes, { level: 9 }));
  const summary: Summary = {
    version: 1,
    asOf: options.asOf,
    actions: ids.length,
    councils: councils.entries,
    unread,
    plans: entries,
    codes: CODES,
    roles: columns.roles,
    columns: facts.columns,
    chunkRows: CHUNK_ROWS,
    idShards,
    quality: issues.counts(),
    sector: options.sector,
    groups: presentGroups(options.groups, councils.entries),
    accuracy: options.accuracy,
    judged: options.judged,
  };
  emitJson('summary.dat', summary, emit);
  return summary;
}

/** Emits a value as gzipped JSON. */
export function emitJson(name: string, value: unknown, emit: EmitFile): void {
  emit(name, gzipSync(JSON.stringify(value)));
}

/** Named groups with at least two councils of the site. */
function presentGroups(groups: readonly PeerGroup[], councils: readonly CouncilEntry[]): Summary['groups'] {
  const indexOf = new Map(councils.map((council, index) => [council.gss, index]));
  return groups
    .map(({ group, title, councils: members }) => ({
      name: group,
      title,
      councils: members.flatMap((gss) => indexOf.get(gss) ?? []),
    }))
    .filter((group) => group.councils.length > 1);
}

function unreadFile({ council, entry, issues }: StoredPlan): UnreadFile {
  return {
    source: entry.source,
    url: entry.url,
    council: council.known ? council.name : '',
    reason: issues.map((issue) => issue.message).join('; '),
  };
}

function textOf(action: ActionDetail): ActionText {
  return {
    id: action.id,
    text: action.text,
    owners: action.owners.map((owner) => owner.text).join('; '),
    time: action.timescale.text,
    ref: action.recommendation?.ref ?? '',
    place: action.placeLabel,
    page: action.page,
  };
}

function emitIds(ids: readonly string[], emit: EmitFile): number {
  let shards = 1;
  while (shards * IDS_PER_SHARD < ids.length) shards *= 2;
  const rows: number[][] = Array.from({ length: shards }, () => []);
  for (const [row, id] of ids.entries()) rows[idShard(id, shards)]?.push(row);
  for (const [index, own] of rows.entries()) {
    const file: IdShard = {};
    for (const row of own) file[ids[row] ?? ''] = row;
    emitJson(`ids/${index}.dat`, file, emit);
  }
  return shards;
}

/** 32-bit FNV-1a of the id's UTF-16 units, low bits; the pages compute the same. */
function idShard(id: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}

/** Gives each council an index, in the order in which they are first asked for. */
class CouncilList {
  readonly entries: CouncilEntry[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #slugs = new Set<string>();

  indexOf(council: StoredPlan['council']): number {
    const key = council.gss || council.name;
    const known = this.#indexOf.get(key);
    if (known !== undefined) return known;
    const index = this.entries.push({ ...council, slug: this.#freeSlug(council.name), changes: false }) - 1;
    this.#indexOf.set(key, index);
    return index;
  }

  #freeSlug(name: string): string {
    const base =
      name
        .toLowerCase()
        .replaceAll(/['’]/gu, '')
        .match(/[a-z0-9]+/gu)
        ?.join('-') ?? 'council';
    let slug = base;
    for (let count = 2; this.#slugs.has(slug); count++) slug = `${base}-${count}`;
    this.#slugs.add(slug);
    return slug;
  }
}

/** Cuts a stream of rows into files of `CHUNK_ROWS`. */
class ChunkWriter<T> {
  readonly #folder: string;
  readonly #emit: EmitFile;
  #rows: T[] = [];
  #files = 0;

  constructor(folder: string, emit: EmitFile) {
    this.#folder = folder;
    this.#emit = emit;
  }

  add(row: T): void {
    this.#rows.push(row);
    if (this.#rows.length === CHUNK_ROWS) this.close();
  }

  close(): void {
    if (this.#rows.length === 0) return;
    emitJson(`${this.#folder}/${this.#files++}.dat`, this.#rows, this.#emit);
    this.#rows = [];
  }
}

/** Counts every issue and lists the first ones. */
class IssueList {
  readonly file: QualityFile = { issues: [], cut: false };
  readonly #counts = new Map<string, QualityEntry & { seen: Set<number> }>();

  add(issue: Issue, plan: number, row: number | null): void {
    const key = `${issue.severity} ${issue.code}`;
    const entry = this.#counts.get(key) ?? {
      code: issue.code,
      severity: issue.severity,
      count: 0,
      plans: 0,
      seen: new Set<number>(),
    };
    entry.count++;
    entry.seen.add(plan);
    this.#counts.set(key, entry);
    if (this.file.issues.length < LISTED_ISSUES) this.file.issues.push({ ...issue, plan, row });
    else this.file.cut = true;
  }

  counts(): QualityEntry[] {
    const worth = (entry: QualityEntry): number => SEVERITIES.indexOf(entry.severity);
    return [...this.#counts.values()]
      .map(({ code, severity, count, seen }) => ({ code, severity, count, plans: seen.size }))
      .toSorted((a, b) => worth(a) - worth(b) || b.count - a.count || (a.code < b.code ? -1 : 1));
  }
}
