/**
 * What a file is, from its content alone; the name is never asked.
 * In: bytes; out: a format we read, a named reason why not, or a legacy format that an office suite can convert.
 */
import { fileTypeFromBuffer } from 'file-type';

import type { DocumentFormat } from '../model.ts';
import { decodeText } from './charset.ts';
import { findDelimiter } from './csv-cells.ts';
import { listZip, zipLimits } from './zip.ts';

/** `format` when one of our readers takes it; else `legacy` (an office suite could convert it) or neither. */
export interface Sniffed {
  format: DocumentFormat | null;
  /** File extension of a legacy office format: `doc`, `rtf`, `odt`, `xls`, `ods`. */
  legacy?: string;
  /** Kebab-case issue code when there is no format: `empty-file`, `encrypted`, `unsupported-format`. */
  code?: string;
  /** What it was taken for, in words, e.g. `a PNG image`. */
  what: string;
}

/** Container types that a reader or an office suite takes. */
const legacyTypes: Record<string, string> = {
  'application/rtf': 'rtf',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

/** The format of the bytes. Never throws. */
export async function sniffFormat(bytes: Uint8Array): Promise<Sniffed> {
  if (bytes.length === 0) return { format: null, code: 'empty-file', what: 'an empty file' };
  const head = latin(bytes.subarray(0, 1024));
  // The header may follow some junk, and a PDF is never valid text.
  if (head.includes('%PDF-')) return { format: 'pdf', what: 'a PDF' };
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return sniffZip(bytes);
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return sniffCompound(bytes);
  if (head.startsWith('{\\rtf')) return { format: null, legacy: 'rtf', what: 'an RTF document' };
  // A mark of UTF-16 is also how an MP3 may begin.
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff|\u00ef\u00bb\u00bf)/.test(head)) return sniffText(bytes);
  const type = await fileType(bytes);
  if (type !== undefined && !/^(?:text\/|application\/xml|application\/json)/.test(type)) {
    return legacyTypes[type] === undefined
      ? { format: null, code: 'unsupported-format', what: `a file of type ${type}` }
      : { format: null, legacy: legacyTypes[type], what: `a file of type ${type}` };
  }
  return sniffText(bytes);
}

async function fileType(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes.subarray(0, 65_536)))?.mime;
  } catch {
    return undefined;
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A look at the entry names; the directory's sizes are not trusted, the readers count real output. */
function sniffZip(bytes: Uint8Array): Sniffed {
  const names = listZip(bytes);
  if (names === null) return { format: null, code: 'broken-zip', what: 'a broken ZIP file' };
  if (names.length > zipLimits.entries) {
    return {
      format: null,
      code: 'zip-too-many-entries',
      what: `a ZIP of more than ${zipLimits.entries} entries`,
    };
  }
  const has = (test: (name: string) => boolean): boolean => names.some(test);
  if (has((name) => /^word\/document\d*\.xml$/i.test(name)))
    return { format: 'docx', what: 'a Word document' };
  if (has((name) => /^xl\/workbook\d*\.xml$/i.test(name))) return { format: 'xlsx', what: 'a workbook' };
  if (has((name) => /^xl\/workbook\.bin$/i.test(name))) {
    return { format: null, legacy: 'xlsb', what: 'a binary workbook' };
  }
  if (has((name) => /^ppt\/presentation\.xml$/i.test(name))) {
    return { format: null, code: 'unsupported-format', what: 'a presentation' };
  }
  if (has((name) => name === 'content.xml')) {
    const sheet = latin(bytes.subarray(0, 200)).includes('opendocument.spreadsheet');
    return { format: null, legacy: sheet ? 'ods' : 'odt', what: 'an OpenDocument file' };
  }
  return { format: null, code: 'unsupported-format', what: 'a ZIP file with no document in it' };
}

/** OLE compound files: old Word and Excel, and password-protected new ones. Stream names are UTF-16. */
function sniffCompound(bytes: Uint8Array): Sniffed {
  const has = (name: string): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) {
    return { format: null, code: 'encrypted', what: 'a password-protected office document' };
  }
  if (has('WordDocument')) return { format: null, legacy: 'doc', what: 'an old Word document' };
  if (has('Workbook') || has('Book')) return { format: null, legacy: 'xls', what: 'an old Excel workbook' };
  return { format: null, code: 'unsupported-format', what: 'an old office file' };
}

const SNIFFED_BYTES = 262_144;

function sniffText(bytes: Uint8Array): Sniffed {
  const { text } = decodeText(bytes.subarray(0, SNIFFED_BYTES));
  const sample = text.slice(0, 200_000);
  if (sample.trim() === '') return { format: null, code: 'empty-file', what: 'a file of white space' };
  if (controlShare(sample) > 0.02) return { format: null, code: 'binary-noise', what: 'binary data' };
  if (looksLikeHtml(sample)) return { format: 'html', what: 'a web page' };
  if (/^\s*<\?xml/.test(sample)) return { format: null, code: 'unsupported-format', what: 'an XML file' };
  if (isJson(text, bytes.length > SNIFFED_BYTES))
    return { format: null, code: 'unsupported-format', what: 'JSON data' };
  if (findDelimiter(sample) !== null) return { format: 'csv', what: 'comma-separated values' };
  return looksLikeMarkdown(sample)
    ? { format: 'markdown', what: 'Markdown' }
    : { format: 'text', what: 'plain text' };
}

/** Data for programs: a whole JSON text, the beginning of a longer one, or a JSON text on each line. */
function isJson(text: string, isCut: boolean): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  const parses = (json: string): boolean => {
    try {
      return typeof JSON.parse(json) === 'object';
    } catch {
      return false;
    }
  };
  return (
    parses(text) ||
    parses(text.trimStart().split('\n', 1)[0] ?? '') ||
    (isCut && /^\s*(?:\{\s*"|\[\s*[{"])/.test(text))
  );
}

function controlShare(sample: string): number {
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    const code = sample.charCodeAt(index);
    const plain = code === 9 || code === 10 || code === 12 || code === 13;
    if ((code < 32 && !plain) || (code >= 127 && code < 160) || code === 0xfffd) odd++;
  }
  return odd / sample.length;
}

/** A page, not text with a stray tag in it: it opens with a document tag, or with a tag and has many blocks. */
function looksLikeHtml(sample: string): boolean {
  const start = sample.trimStart().slice(0, 4096);
  if (
    /^(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(
      start,
    )
  ) {
    return true;
  }
  if (/<(?:html|body)[\s>]/i.test(start)) return true;
  const blocks = sample.match(/<\/(?:p|div|table|tr|td|h[1-6]|section|article|main)>/gi)?.length ?? 0;
  return start.startsWith('<') && blocks >= 2;
}

function looksLikeMarkdown(sample: string): boolean {
  const headings = sample.match(/^#{1,6} +\S/gm)?.length ?? 0;
  const rules = sample.match(/^[ \t|]*:?-{3,}:?[ \t]*\|/gm)?.length ?? 0;
  return headings >= 2 || rules >= 1 || (headings >= 1 && /^(?:[-*] |\*\*)/m.test(sample));
}
