/** A ZIP file of deflated entries (APPNOTE 6.3), every one dated 1 January 1980, so that bytes depend on content alone. */
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** Path with forward slashes. */
  name: string;
  /** The content, in order; asked for piece by piece. */
  parts: Iterable<string> | AsyncIterable<string>;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const NEW_YEAR_1980 = 0x21;

/** Bytes of the file, entries in the order given. Takes no entry of 4 GiB or more, and at most 65,535 entries. */
export async function makeZip(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, parts: content } of entries) {
    const packed = await pack(content);
    const path = Buffer.from(name, 'utf8');
    const facts = factsOf(packed, path.length);
    const local = Buffer.concat([numbers([0x04034b50, 4]), facts, path, packed.bytes]);
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

interface Packed {
  bytes: Buffer;
  crc: number;
  /** Bytes before packing. */
  size: number;
}

/** Deflates what comes without ever holding all of it. */
async function pack(parts: ZipEntry['parts']): Promise<Packed> {
  const packed = { bytes: Buffer.alloc(0), crc: 0, size: 0 };
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      const piece = Buffer.from(part, 'utf8');
      packed.crc = crc32(piece, packed.crc);
      packed.size += piece.length;
      yield piece;
    }
  };
  const chunks: Buffer[] = [];
  await pipeline(pieces, createDeflateRaw(), async (deflated: AsyncIterable<Buffer>) => {
    for await (const chunk of deflated) chunks.push(chunk);
  });
  return { ...packed, bytes: Buffer.concat(chunks) };
}

/** What a local header and its directory entry have in common, from `version needed` to `extra field length`. */
function factsOf({ bytes, crc, size }: Packed, pathLength: number): Buffer {
  return numbers(
    [VERSION, 2],
    [UTF8_NAMES, 2],
    [DEFLATED, 2],
    [0, 2],
    [NEW_YEAR_1980, 2],
    [crc, 4],
    [bytes.length, 4],
    [size, 4],
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
