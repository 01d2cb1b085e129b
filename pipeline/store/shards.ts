/**
 * When a shard counts as written. Its files wait in `FOLDER/.unfinished/` until all of them are there, are renamed into
 * their places, and `FOLDER/shards/shard-K-of-N.json` is put beside them last: what has no such mark is not read. File
 * names carry a hash of the content, so that the same shard run twice, even at the same time, gives the same files.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { StoreError } from './store-error.ts';

/** Which share of the sources: the `part`-th of `parts`, counted from 1. */
export interface Shard {
  part: number;
  parts: number;
  /** The same for all shards of a run: a hash of its list of sources and of the pipeline's version. */
  run: string;
}

/** A shard as its mark describes it. */
export interface ShardMark extends Shard {
  /** Hash of what it holds, as in its file names. */
  content: string;
  documents: number;
}

/** A shard that is all there, with the Parquet files of its documents. */
export interface FinishedShard extends ShardMark {
  files: string[];
}

const UNFINISHED = '.unfinished';
const MARKS = 'shards';

/**
 * Has `write` put a shard's tables into a folder that nobody reads, under file names that begin as it is told, and
 * then shows them in `folder`. Files of an earlier run of the shard go.
 */
export async function publishShard(
  folder: string,
  mark: ShardMark,
  write: (unfinished: string, fileName: string) => Promise<void>,
): Promise<void> {
  const name = shardName(mark);
  mkdirSync(join(folder, UNFINISHED), { recursive: true });
  mkdirSync(join(folder, MARKS), { recursive: true });
  const attempt = mkdtempSync(join(folder, UNFINISHED, `${name}-`));
  const tables = join(attempt, 'tables');
  mkdirSync(tables);
  await write(tables, `${name}-${mark.content}-`);
  for (const path of parquetFiles(tables)) {
    const place = join(folder, relative(tables, path));
    mkdirSync(dirname(place), { recursive: true });
    renameSync(path, place);
  }
  writeFileSync(join(attempt, 'mark.json'), JSON.stringify(mark));
  renameSync(join(attempt, 'mark.json'), join(folder, MARKS, `${name}.json`));
  for (const path of parquetFiles(folder)) {
    const file = basename(path);
    if (file.startsWith(`${name}-`) && !file.startsWith(`${name}-${mark.content}-`)) rmSync(path);
  }
  // What killed attempts at this shard left is of no more use, and one still under way could only give the same.
  for (const left of readdirSync(join(folder, UNFINISHED)))
    if (left.startsWith(`${name}-`)) rmSync(join(folder, UNFINISHED, left), { recursive: true, force: true });
}

/**
 * The shards in `folders`, each once, every run of them complete.
 * Throws `StoreError`: `partitions-missing` for a folder without any, `partitions-incomplete` when a shard of a run is
 * nowhere, `partitions-mixed` for a folder that holds shards of several runs, `partitions-unreadable` for a mark
 * that is none.
 */
export function findShards(folders: readonly string[]): FinishedShard[] {
  const shards = new Map<string, FinishedShard>();
  if (folders.length === 0) throw missing('the folders named');
  for (const folder of folders) {
    const marks = readMarks(folder);
    if (marks.length === 0) throw missing(folder);
    if (new Set(marks.map(runKey)).size > 1)
      throw new StoreError(
        'partitions-mixed',
        `${folder} holds shards of several runs: empty it and run them all again`,
      );
    const files = parquetFiles(join(folder, 'documents'));
    for (const mark of marks) {
      const key = `${runKey(mark)} ${mark.part}`;
      const prefix = `${shardName(mark)}-${mark.content}-`;
      if (!shards.has(key))
        shards.set(key, { ...mark, files: files.filter((path) => basename(path).startsWith(prefix)) });
    }
  }
  requireWholeRuns([...shards.values()]);
  return [...shards.values()];
}

/** `shard-2-of-4`. */
export function shardName({ part, parts }: Pick<Shard, 'part' | 'parts'>): string {
  return `shard-${part}-of-${parts}`;
}

function requireWholeRuns(shards: readonly FinishedShard[]): void {
  const runs = Map.groupBy(shards, runKey);
  for (const run of runs.values()) {
    const parts = run[0]?.parts ?? 0;
    const there = new Set(run.map(({ part }) => part));
    const lost = Array.from({ length: parts }, (_, index) => index + 1).filter((part) => !there.has(part));
    if (lost.length === 0) continue;
    const others =
      runs.size > 1 ? '; the others were made from another list of documents or by another version' : '';
    throw new StoreError(
      'partitions-incomplete',
      `${lost.length === 1 ? `shard ${lost[0]} of ${parts} is` : `shards ${lost.join(', ')} of ${parts} are`} missing: run peerlens build --shard ${lost[0]}/${parts} first${others}`,
    );
  }
}

function missing(where: string): StoreError {
  return new StoreError('partitions-missing', `no partitions in ${where}: run peerlens build --shard first`);
}

function readMarks(folder: string): ShardMark[] {
  const marks = join(folder, MARKS);
  if (!existsSync(marks)) return [];
  const names = readdirSync(marks).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => parseMark(join(marks, name)));
}

function parseMark(path: string): ShardMark {
  try {
    const { part, parts, run, content, documents } = JSON.parse(readFileSync(path, 'utf8')) as ShardMark;
    const counts = [part, parts, documents].every((count) => Number.isInteger(count) && count >= 0);
    if (counts && part >= 1 && part <= parts && typeof run === 'string' && /^[0-9a-f]+$/.test(content))
      return { part, parts, run, content, documents };
  } catch (error) {
    throw new StoreError('partitions-unreadable', `not the mark of a shard: ${path}`, error);
  }
  throw new StoreError('partitions-unreadable', `not the mark of a shard: ${path}`);
}

function runKey({ run, parts }: Shard): string {
  return `${run}/${parts}`;
}

/** Parquet files anywhere below `folder`, in order, without those of attempts under way; none when it is not there. */
function parquetFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.parquet') && !name.startsWith(UNFINISHED))
    .toSorted()
    .map((name) => resolve(folder, name));
}
