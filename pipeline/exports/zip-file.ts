/** A ZIP file of deflated entries (APPNOTE 6.3), every one dated 1 January 1980, so that bytes depend on content alone. */
import { closeSync, openSync, writeSync } from 'node:fs';
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
/** Of a local header without the name. */
const LOCAL_HEADER_BYTES = 30;

/**
 * A ZIP file that is written entry by entry, none of which it holds whole. Takes no entry of 4 GiB or more, and at most
 * 65,535 entries. It is whole once it is finished; close it in any case.
 */
export class ZipFile {
  readonly #file: number;
  readonly #directory: Buffer[] = [];
  #offset = 0;

  /** Makes the file at `path`, or empties it. */
  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** Writes an entry after those before it; ends when all of it is written. One at a time. */
  async add({ name, parts }: ZipEntry): Promise<void> {
    const named = Buffer.from(name, 'utf8');
    const offset = this.#offset;
    const packed = await pack(parts, this.#file, offset + LOCAL_HEADER_BYTES + named.length);
    const facts = factsOf(packed, named.length);
    // Only now is it known how large the entry is, which stands before it.
    writeAt(this.#file, Buffer.concat([numbers([0x04034b50, 4]), facts, named]), offset);
    // Comment length, disk, internal and external attributes are zero.
    const trailer = numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    this.#directory.push(Buffer.concat([numbers([0x02014b50, 4], [VERSION, 2]), facts, trailer, named]));
    this.#offset += LOCAL_HEADER_BYTES + named.length + packed.bytes;
  }

  /** Writes the list of entries. */
  finish(): void {
    const central = Buffer.concat(this.#directory);
    const count = this.#directory.length;
    const end = numbers(
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
      [central.length, 4],
      [this.#offset, 4],
      [0, 2],
    );
    writeAt(this.#file, Buffer.concat([central, end]), this.#offset);
  }

  close(): void {
    closeSync(this.#file);
  }
}

interface Packed {
  /** Of the packed entry. */
  bytes: number;
  crc: number;
  /** Bytes before packing. */
  size: number;
}

/** Deflates what comes into the file from `start` on. */
async function pack(parts: ZipEntry['parts'], file: number, start: number): Promise<Packed> {
  const packed = { bytes: 0, crc: 0, size: 0 };
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      const piece = Buffer.from(part, 'utf8');
      packed.crc = crc32(piece, packed.crc);
      packed.size += piece.length;
      yield piece;
    }
  };
  await pipeline(pieces, createDeflateRaw(), async (deflated: AsyncIterable<Buffer>) => {
    for await (const chunk of deflated) {
      writeAt(file, chunk, start + packed.bytes);
      packed.bytes += chunk.length;
    }
  });
  return packed;
}

/** The system may take fewer bytes at once than it is given. */
function writeAt(file: number, bytes: Buffer, position: number): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, position + at);
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
    [bytes, 4],
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
