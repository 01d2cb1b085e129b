/** The bytes of a document on this machine's disk. What is no file, or larger than any reader takes, is not opened. */
import { readFileSync, statSync } from 'node:fs';

/** As much as the readers take, and as much as is fetched from an address. */
const LARGEST_BYTES = 50 * 1024 * 1024;

/**
 * The file's bytes. Throws what Node throws when there is none (`ENOENT`), and an `Error` when `path` is a folder, a
 * pipe or a device, which could be read for ever, or larger than 50 MiB.
 */
export function readDocumentFile(path: string): Uint8Array {
  const { size } = statOfFile(path);
  if (size > LARGEST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${LARGEST_BYTES}`);
  return readFileSync(path);
}

/** True when `readDocumentFile` would give bytes, as far as can be told without opening the file. */
export function isDocumentFile(path: string): boolean {
  try {
    return statOfFile(path).size <= LARGEST_BYTES;
  } catch {
    return false;
  }
}

/** Throws an `Error` when `path` is neither file nor folder: a pipe, a socket, a device. */
export function statOfFile(path: string): { size: number } {
  const stat = statSync(path);
  if (stat.isDirectory()) throw new Error(`${path} is a folder; name a file, or use peerlens build`);
  if (!stat.isFile()) throw new Error(`${path} is no file`);
  return stat;
}
