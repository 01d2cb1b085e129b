/**
 * Every version of every document ever fetched, by the hash of its bytes, with when and from where. Nothing is
 * overwritten: bytes are written once, and a source's record only grows. A record is replaced by renaming a
 * finished file over it, so that a killed run leaves the old or the new one, never half of one.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One version of a document as it was found at an address. */
export interface RawVersion {
  sha256: string;
  /** ISO instant, UTC. */
  fetchedAt: string;
  /** Where the bytes came from, after redirects. */
  url: string;
  contentType: string;
  format: string;
}

/** What is known of a source. The last version is the one in use. */
export interface SourceRecord {
  url: string;
  etag: string;
  lastModified: string;
  versions: RawVersion[];
  /** ISO instant of the first failure since it was last seen; empty when the last fetch went well. */
  failingSince: string;
  /** Code of the last failure; empty when the last fetch went well. */
  failure: string;
}

export interface RawStore {
  /** The record of a URL; an empty one when it was never fetched. */
  recordOf(url: string): SourceRecord;
  writeRecord(record: SourceRecord): void;
  /** Keeps the bytes under their hash; a hash already held is left alone. */
  keep(sha256: string, bytes: Uint8Array): void;
  /** The bytes of a version. Throws an `Error` when they are missing or damaged. */
  bytesOf(sha256: string): Uint8Array;
}

/** Opens the store under `folder`, making it when missing; half-written files of a killed run are removed. */
export function openRawStore(folder: string): RawStore {
  const bytesPath = (sha256: string) => join(folder, 'bytes', sha256.slice(0, 2), sha256);
  const recordPath = (url: string) =>
    join(folder, 'records', `${createHash('sha256').update(url).digest('hex').slice(0, 24)}.json`);
  mkdirSync(join(folder, 'records'), { recursive: true });
  for (const name of readdirSync(join(folder, 'records'))) {
    if (name.endsWith('.part')) rmSync(join(folder, 'records', name));
  }
  return {
    recordOf(url) {
      const path = recordPath(url);
      if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as SourceRecord;
      return { url, etag: '', lastModified: '', versions: [], failingSince: '', failure: '' };
    },
    writeRecord(record) {
      writeWhole(recordPath(record.url), `${JSON.stringify(record, null, 1)}\n`);
    },
    keep(sha256, bytes) {
      if (!existsSync(bytesPath(sha256))) writeWhole(bytesPath(sha256), bytes);
    },
    bytesOf(sha256) {
      const bytes = readFileSync(bytesPath(sha256));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new Error(`raw store: bytes of ${sha256} are damaged`);
      }
      return bytes;
    },
  };
}

/** Writes a file so that it is there whole or not at all. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, path);
}
