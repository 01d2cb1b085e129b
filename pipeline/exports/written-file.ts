/** Files as they are written: how large they are, and the hash by which a copy can be checked. */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface WrittenFile {
  bytes: number;
  sha256: string;
}

const READ_AT_A_TIME = 4_194_304;

/** Writes a file and the folders it lies in. */
export function writeText(path: string, text: string): WrittenFile {
  mkdirSync(dirname(path), { recursive: true });
  const bytes = Buffer.from(text, 'utf8');
  writeFileSync(path, bytes);
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Writes a file as its pieces come. */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      writeAll(file, piece);
      hash.update(piece);
      bytes += piece.byteLength;
    }
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A file that something else wrote. */
export function describeFile(path: string): WrittenFile {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(READ_AT_A_TIME);
  const file = openSync(path, 'r');
  try {
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece))
      hash.update(piece.subarray(0, size));
  } finally {
    closeSync(file);
  }
  return { bytes: statSync(path).size, sha256: hash.digest('hex') };
}

/** The system may take fewer bytes at once than it is given. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength;) at += writeSync(file, bytes, at);
}
