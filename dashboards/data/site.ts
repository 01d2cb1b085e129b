/** The site's data in memory: summary and columns from the start, texts and details fetched when asked for. */
import type {
  ActionDetail,
  ActionText,
  ChangesFile,
  IdShard,
  PatternsFile,
  QualityFile,
  Summary,
} from '../../pipeline/site/contract.ts';
import { decodeFacts, latenessColumn, type Facts } from './facts.ts';
import type { ReadFile } from './files.ts';
import { plansOnDay, type PlansOnDay } from './plans-on-day.ts';

/** How many files are fetched at a time. */
const PARALLEL = 8;

/** What is so on one day. */
interface Day {
  asOf: number;
  plans: PlansOnDay;
  lateness: Uint8Array;
}

export class Site {
  readonly summary: Summary;
  readonly facts: Facts;
  readonly #read: ReadFile;
  readonly #files = new Map<string, Promise<unknown>>();
  #day: Day | null = null;
  #answering: Map<string, { wording: string; rows: ReadonlySet<number> }> | null = null;

  constructor(summary: Summary, facts: Facts, read: ReadFile) {
    this.summary = summary;
    this.facts = facts;
    this.#read = read;
  }

  /** Lateness of every row on a day; the last answer is kept. */
  lateness(asOf: number): Uint8Array {
    return this.#on(asOf).lateness;
  }

  /** Which documents there were on a day and which of them count; the last answer is kept. */
  plansOn(asOf: number): PlansOnDay {
    return this.#on(asOf).plans;
  }

  #on(asOf: number): Day {
    if (this.#day?.asOf !== asOf) {
      const { summary, facts } = this;
      const plans = plansOnDay(summary.plans, summary.councils.length, asOf);
      this.#day = { asOf, plans, lateness: latenessColumn(summary, facts, plans.reported, asOf) };
    }
    return this.#day;
  }

  /** Texts of the given rows, in their order. */
  async texts(rows: readonly number[]): Promise<ActionText[]> {
    return await this.#pick<ActionText>('texts', rows);
  }

  /** The texts of one file: rows `chunk × chunkRows` and on. */
  async textChunk(chunk: number): Promise<ActionText[]> {
    return await this.#json<ActionText[]>(`texts/${chunk}.dat`);
  }

  /** Whole actions of the given rows, in their order. */
  async details(rows: readonly number[]): Promise<ActionDetail[]> {
    return await this.#pick<ActionDetail>('details', rows);
  }

  /** The row of an action by its id; `null` when the site has no such action. */
  async rowOf(id: string): Promise<number | null> {
    const shard = await this.#json<IdShard>(`ids/${idShard(id, this.summary.idShards)}.dat`);
    return Object.hasOwn(shard, id) ? (shard[id] ?? null) : null;
  }

  async patterns(): Promise<PatternsFile> {
    const file = await this.#json<PatternsFile>('patterns.dat');
    this.#answering ??= new Map(
      file.patterns.map(({ id, wording, members }) => [
        id,
        { wording, rows: new Set(members.flatMap(({ rows }) => rows)) },
      ]),
    );
    return file;
  }

  /** A recommendation that recurs, with the actions that answer it; known once the patterns have been fetched. */
  pattern(id: string): { wording: string; rows: ReadonlySet<number> } | undefined {
    return this.#answering?.get(id);
  }

  /** Changes between versions of a council's plan; none where it has only one. */
  async changes(council: number): Promise<ChangesFile> {
    if (!this.summary.councils[council]?.changes) return { changes: [] };
    return await this.#json<ChangesFile>(`changes/${council}.dat`);
  }

  async quality(): Promise<QualityFile> {
    return await this.#json<QualityFile>('quality.dat');
  }

  /** Notices of the libraries that the pages are made with. */
  async licences(): Promise<string> {
    return new TextDecoder().decode(await this.#read('licences.txt'));
  }

  async #pick<T>(folder: string, rows: readonly number[]): Promise<T[]> {
    const size = this.summary.chunkRows;
    const wanted = [...new Set(rows.map((row) => Math.floor(row / size)))];
    const chunks = new Map<number, T[]>();
    await inTurns(wanted, async (chunk) => {
      chunks.set(chunk, await this.#json<T[]>(`${folder}/${chunk}.dat`));
    });
    return rows.flatMap((row) => chunks.get(Math.floor(row / size))?.[row % size] ?? []);
  }

  async #json<T>(name: string): Promise<T> {
    let file = this.#files.get(name);
    if (file === undefined) {
      file = this.#read(name).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown);
      file.catch(() => this.#files.delete(name));
      this.#files.set(name, file);
    }
    return (await file) as T;
  }
}

/** Reads the summary and the columns. Throws `DataError` where a file is missing. */
export async function loadSite(read: ReadFile): Promise<Site> {
  const [summaryBytes, factBytes] = await Promise.all([read('summary.dat'), read('facts.dat')]);
  const summary = JSON.parse(new TextDecoder().decode(summaryBytes)) as Summary;
  return new Site(summary, decodeFacts(summary, factBytes), read);
}

/** Runs the job for every item, at most `PARALLEL` at a time. */
export async function inTurns<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, items.length) }, lane));
}

/** Which of `shards` files under `ids/` holds an id: 32-bit FNV-1a of its UTF-16 units, low bits. */
export function idShard(id: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}
