/**
 * ZIP containers under limits: what is in one, and the entries asked for, unpacked.
 * Sizes in the directory may lie, so the bytes that really come out are counted and the limits hold for those.
 */
import { Unzip, UnzipInflate } from 'fflate';

/** Limits on a container; a file beyond one of them is refused with an issue. */
export const zipLimits = {
  entries: 2_000,
  entryBytes: 64 * 1024 * 1024,
  totalBytes: 128 * 1024 * 1024,
  /** Unpacked over packed, judged once an entry has given a megabyte. */
  ratio: 200,
} as const;

/** The unpacked entries by name, or the issue code and message why not. */
export type Unpacked =
  | { entries: Map<string, Uint8Array>; code: null; message: '' }
  | { entries: null; code: string; message: string };

/** Names in the central directory, in order; `null` when there is no readable directory. */
export function listZip(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findDirectoryEnd(view);
  if (end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  for (let index = 0; index < Math.min(count, zipLimits.entries + 1); index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

function findDirectoryEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_536); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return -1;
}

class LimitError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Unpacks the entries that `wanted` accepts. Codes: `zip-too-many-entries`, `zip-entry-too-large`,
 * `zip-too-large`, `zip-bomb` (ratio), `broken-zip`. Never throws.
 */
export function unpackZip(bytes: Uint8Array, wanted: (name: string) => boolean): Unpacked {
  const entries = new Map<string, Uint8Array>();
  try {
    let count = 0;
    let total = 0;
    let fedBytes = 0;
    const unzip = new Unzip((file) => {
      if (++count > zipLimits.entries) {
        throw new LimitError('zip-too-many-entries', `more than ${zipLimits.entries} entries in the file`);
      }
      if (!wanted(file.name)) return;
      const pieces: Uint8Array[] = [];
      let size = 0;
      const packed = fedBytes;
      file.ondata = (error, piece, final) => {
        if (error) throw error;
        size += piece.length;
        total += piece.length;
        checkLimits(file.name, size, total, Math.max(1, fedBytes - packed + chunkBytes));
        pieces.push(piece);
        if (final) entries.set(file.name, Buffer.concat(pieces));
      };
      file.start();
    });
    unzip.register(UnzipInflate);
    // Small steps, so that a bomb is stopped after the chunk that blew up and not at the end.
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const piece = bytes.subarray(at, at + chunkBytes);
      fedBytes += piece.length;
      unzip.push(piece, at + chunkBytes >= bytes.length);
    }
  } catch (error) {
    if (error instanceof LimitError) return { entries: null, code: error.code, message: error.message };
    return { entries: null, code: 'broken-zip', message: `the ZIP container is broken: ${String(error)}` };
  }
  return { entries, code: null, message: '' };
}

const chunkBytes = 16_384;

function checkLimits(name: string, size: number, total: number, packed: number): void {
  if (size > zipLimits.entryBytes) {
    throw new LimitError(
      'zip-entry-too-large',
      `entry ${name} unpacks to more than ${zipLimits.entryBytes} bytes`,
    );
  }
  if (total > zipLimits.totalBytes) {
    throw new LimitError('zip-too-large', `the file unpacks to more than ${zipLimits.totalBytes} bytes`);
  }
  if (size > 1024 * 1024 && size / packed > zipLimits.ratio) {
    throw new LimitError('zip-bomb', `entry ${name} unpacks to more than ${zipLimits.ratio} times its size`);
  }
}
