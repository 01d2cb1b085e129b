/** A ZIP file of deflated entries (APPNOTE 6.3), every one dated 1 January 1980, so that bytes depend on content alone. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Path with forward slashes. */
  name: string;
  text: string;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const NEW_YEAR_1980 = 0x21;

/** Bytes of the file, entries in the order given. Takes no entry of 4 GiB or more, and at most 65,535 entries. */
export function makeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of entries) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content);
    const path = Buffer.from(name, 'utf8');
    const facts = factsOf(content, packed, path.length);
    const local = Buffer.concat([numbers([0x04034b50, 4]), facts, path, packed]);
    // Comment length, disk, internal and external attributes are zero.
    const trailer = numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(Buffer.concat([numbers([0x02014b50, 4], [VERSION, 2]), facts, trailer, path]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = entries.length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [central.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...parts, central, end]);
}

/** What a local header and its directory entry have in common, from `version needed` to `extra field length`. */
function factsOf(content: Buffer, packed: Buffer, pathLength: number): Buffer {
  return numbers(
    [VERSION, 2],
    [UTF8_NAMES, 2],
    [DEFLATED, 2],
    [0, 2],
    [NEW_YEAR_1980, 2],
    [crc32(content), 4],
    [packed.length, 4],
    [content.length, 4],
    [pathLength, 2],
    [0, 2],
  );
}

/** Little-endian numbers, each with its size in bytes. */
function numbers(...values: [value: number, size: number][]): Buffer {
  const bytes = Buffer.alloc(values.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of values) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}
