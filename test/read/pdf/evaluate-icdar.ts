/**
 * The PDF reader scored on tables of the ICDAR 2013 competition: how many of the true cells it finds as cells,
 * spaces ignored. Usage: `node test/read/pdf/evaluate-icdar.ts FOLDER` with `NAME.pdf` and `NAME-str.xml` files.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Document } from '../../../pipeline/model.ts';
import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';

interface TrueCell {
  page: number;
  table: string;
  text: string;
  row: number;
}

export interface FolderScore {
  file: string;
  tables: number;
  cells: number;
  found: number;
  rows: number;
  rowsFound: number;
}

/** Scores every PDF in the folder that has a `-str.xml` beside it. */
export async function evaluateFolder(folder: string): Promise<FolderScore[]> {
  const scores: FolderScore[] = [];
  const names = readdirSync(folder).filter((name) => name.endsWith('-str.xml'));
  for (const name of names.toSorted()) {
    // Two descriptions may share one document: `eu-009a` and `eu-009b`.
    const own = name.replace('-str.xml', '.pdf');
    const pdf = existsSync(join(folder, own)) ? own : own.replace(/[b-z]\.pdf$/, 'a.pdf');
    const truth = readTruth(readFileSync(join(folder, name), 'utf8'));
    const { value } = await readPdf(new Uint8Array(readFileSync(join(folder, pdf))), {
      name: pdf,
      ocr: { pages: 0, milliseconds: 0 },
    });
    scores.push({ file: name.replace('-str.xml', ''), ...score(truth, value) });
  }
  return scores;
}

function readTruth(xml: string): TrueCell[] {
  const cells: TrueCell[] = [];
  for (const table of xml.matchAll(/<table id=['"]([^'"]*)['"][^>]*>([\s\S]*?)<\/table>/g)) {
    for (const region of (table[2] ?? '').matchAll(
      /<region[^>]*page=['"](\d+)['"][^>]*>([\s\S]*?)<\/region>/g,
    )) {
      for (const cell of (region[2] ?? '').matchAll(/<cell([^>]*)>([\s\S]*?)<\/cell>/g)) {
        const content = /<content>([\s\S]*?)<\/content>/.exec(cell[2] ?? '')?.[1] ?? '';
        const text = content
          .replace(/<!\[CDATA\[|\]\]>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&apos;', "'")
          .replaceAll('&amp;', '&');
        if (squeeze(text) === '') continue;
        const row = Number(/start-row=['"](\d+)/.exec(cell[1] ?? '')?.[1]);
        cells.push({ page: Number(region[1]), table: table[1] ?? '', text: squeeze(text), row });
      }
    }
  }
  return cells;
}

function score(truth: TrueCell[], document: Document | null): Omit<FolderScore, 'file'> {
  const pool = new Map<string, number>();
  for (const block of document?.blocks ?? []) {
    if (block.type !== 'table') continue;
    for (const cell of block.rows.flatMap((row) => row.cells)) {
      const pages = new Set(cell.place.map((span) => (span.in === 'page' ? span.page : 0)));
      for (const page of pages) {
        const key = `${page} ${squeeze(cell.text)}`;
        pool.set(key, (pool.get(key) ?? 0) + 1);
      }
    }
  }
  const rows = new Map<string, boolean>();
  let found = 0;
  for (const cell of truth) {
    const key = `${cell.page} ${cell.text}`;
    const left = pool.get(key) ?? 0;
    if (left > 0) {
      pool.set(key, left - 1);
      found += 1;
    } else if (process.env['MISSES']) process.stdout.write(`${key}\n`);
    const row = `${cell.table} ${cell.page} ${cell.row}`;
    rows.set(row, (rows.get(row) ?? true) && left > 0);
  }
  return {
    tables: new Set(truth.map((cell) => `${cell.table} ${cell.page}`)).size,
    cells: truth.length,
    found,
    rows: rows.size,
    rowsFound: [...rows.values()].filter(Boolean).length,
  };
}

function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad-]+/g, '')
    .replace(/[‐‑‒–—]/g, '');
}

if (process.argv[1]?.endsWith('evaluate-icdar.ts')) {
  const scores = await evaluateFolder(process.argv[2] ?? '.');
  for (const { file, tables, cells, found, rows, rowsFound } of scores) {
    process.stdout.write(
      `${file.padEnd(10)} tables ${tables}  cells ${found}/${cells}  rows ${rowsFound}/${rows}\n`,
    );
  }
  const sum = (field: 'cells' | 'found' | 'rows' | 'rowsFound'): number =>
    scores.reduce((total, score) => total + score[field], 0);
  process.stdout.write(
    `all: cells ${((100 * sum('found')) / sum('cells')).toFixed(1)} %, rows ${((100 * sum('rowsFound')) / sum('rows')).toFixed(1)} %\n`,
  );
}
