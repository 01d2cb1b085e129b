/**
 * The reader's door: bytes of any format we know to one Document.
 * The content decides what a file is. A file that cannot be read gives no value and a named issue, never an
 * exception.
 */
import { createHash } from 'node:crypto';

import type { Document, Issue, Outcome } from '../model.ts';
import { decodeText } from './charset.ts';
import { readCsv } from './csv.ts';
import { readDocx } from './docx/docx.ts';
import { readHtml } from './html/html.ts';
import { convertLegacy } from './legacy.ts';
import { sniffFormat } from './sniff.ts';
import type { ReadParts } from './read-parts.ts';
import { readText } from './text/text.ts';
import { readXlsx } from './xlsx/xlsx.ts';

/** Larger files are refused. */
export const largestFileBytes = 50 * 1024 * 1024;

/**
 * Reads a document. `name` is kept for messages and never decides the format. Codes of files that give no value:
 * `empty-file`, `file-too-large`, `binary-noise`, `encrypted`, `unsupported-format`, `needs-libreoffice`, and the
 * readers' own (`broken-zip`, `zip-bomb`, `xml-doctype`, `reader-failed`, …).
 */
export async function readDocument(
  bytes: Uint8Array,
  { name }: { name: string },
): Promise<Outcome<Document>> {
  if (bytes.length > largestFileBytes) {
    return refuse('file-too-large', `${name} has ${bytes.length} bytes, more than ${largestFileBytes}`);
  }
  try {
    return await readSniffed(bytes, name);
  } catch (error) {
    return refuse('reader-failed', `${name} could not be read: ${String(error)}`);
  }
}

async function readSniffed(bytes: Uint8Array, name: string): Promise<Outcome<Document>> {
  const sniffed = await sniffFormat(bytes);
  if (sniffed.format === 'pdf') {
    const { readPdf } = await import('./pdf/pdf.ts');
    return readPdf(bytes, { name });
  }
  if (sniffed.legacy !== undefined) return readLegacy(bytes, name, sniffed.legacy);
  if (sniffed.format === null) {
    return refuse(sniffed.code ?? 'unsupported-format', `${name} is ${sniffed.what}, which cannot be read`);
  }
  return finish(readFormat(bytes, sniffed.format), bytes, name);
}

/** An old office file, converted and then read; a note says so, since places refer to the converted file. */
async function readLegacy(bytes: Uint8Array, name: string, legacy: string): Promise<Outcome<Document>> {
  const converted = await convertLegacy(bytes, legacy);
  if (converted.value === null) return { value: null, issues: converted.issues };
  const { format } = await sniffFormat(converted.value);
  if (format !== 'docx' && format !== 'xlsx')
    return refuse('conversion-failed', `${name} converted to no document`);
  const parts = readFormat(converted.value, format);
  const message = `${name} was converted from .${legacy}; places refer to the converted file`;
  parts.issues.push({ code: 'converted', severity: 'info', message, place: null });
  return finish(parts, bytes, name);
}

function finish(parts: Outcome<ReadParts>, bytes: Uint8Array, name: string): Outcome<Document> {
  if (parts.value === null) return { value: null, issues: parts.issues };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { blocks, title, pages, format } = parts.value;
  return {
    value: { format, sha256, name, title, pages, blocks, issues: parts.issues },
    issues: parts.issues,
  };
}

function readFormat(bytes: Uint8Array, format: Exclude<Document['format'], 'pdf'>): Outcome<ReadParts> {
  switch (format) {
    case 'text':
    case 'markdown':
      return readText(decodeText(bytes).text, format);
    case 'csv':
      return readCsv(decodeText(bytes).text);
    case 'docx':
      return readDocx(bytes);
    case 'xlsx':
      return readXlsx(bytes);
    default:
      return readHtml(bytes);
  }
}

function refuse(code: string, message: string): Outcome<never> {
  const issue: Issue = { code, severity: 'error', message, place: null };
  return { value: null, issues: [issue] };
}
