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
import { sniffFormat } from './sniff.ts';
import type { ReadParts } from './text.ts';
import { readText } from './text.ts';
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
  if (sniffed.format === null) {
    return refuse(sniffed.code ?? 'unsupported-format', `${name} is ${sniffed.what}, which cannot be read`);
  }
  const parts = readFormat(bytes, sniffed.format);
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
