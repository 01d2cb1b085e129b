/**
 * Bytes to text: byte order mark, then strict UTF-8, then the declared charset, then windows-1252.
 * A declared charset is believed only when the bytes are not valid UTF-8: pages often declare a wrong one.
 */

/** Decoded text and the encoding that was used, e.g. `utf-8`, `utf-16le`, `windows-1252`. */
export interface DecodedText {
  text: string;
  encoding: string;
}

/**
 * Text of the bytes, without a byte order mark. Never throws; every byte sequence is some windows-1252 text.
 * `declared` is the charset named by a header or meta element, if any; an unknown name is passed over.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return { text: decode(bytes, marked) ?? '', encoding: marked };
  const utf16 = unmarkedUtf16(bytes);
  if (utf16 !== undefined) return { text: decode(bytes, utf16) ?? '', encoding: utf16 };
  for (const encoding of ['utf-8', declared]) {
    const text = encoding === undefined ? undefined : decode(bytes, encoding, true);
    if (text !== undefined && encoding !== undefined) return { text, encoding: encoding.toLowerCase() };
  }
  return { text: decode(bytes, 'windows-1252') ?? '', encoding: 'windows-1252' };
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark shows as every other byte of the opening being zero. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 512);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const half = sample.length / 2;
  const [even = 0, odd = 0] = zeros;
  if (sample.length >= 8 && odd > half * 0.8 && even < half * 0.1) return 'utf-16le';
  if (sample.length >= 8 && even > half * 0.8 && odd < half * 0.1) return 'utf-16be';
  return undefined;
}

function decode(bytes: Uint8Array, encoding: string, fatal = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}
