/** Where the files of the bench are: under `build/`, in a folder named after the code that makes them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
/** What decides what the files hold. */
const MAKERS = [
  'test/bench/bench-folder.ts',
  'test/bench/plan-files.ts',
  'test/bench/plan-words.ts',
  'test/bench/ten-page-plans.ts',
  'test/read/made-office.ts',
  'test/read/made-plans.ts',
  'test/read/made-random.ts',
  'test/read/made-text.ts',
  'test/read/pdf/made-pdfs.ts',
  'test/read/pdf/printed-pdfs.ts',
  'test/scale/plan-words.ts',
  'data/councils.csv',
  'package-lock.json',
];

/** Rows of the tagged tables; each is twice as long as the one before. */
export const TAGGED_ROWS = [432, 864, 1728, 3456] as const;

/** Pages of the long PDF. */
export const LONG_PAGES = 1024;

/** A changed maker gives another folder, so that its files are made anew. */
export function benchFolder(): string {
  const hash = createHash('sha256');
  for (const name of MAKERS) hash.update(readFileSync(join(ROOT, name)));
  return join(ROOT, 'build/bench', hash.digest('hex').slice(0, 12));
}

/** The register of the first `count` plans. */
export const registerPath = (folder: string, count: number): string => join(folder, `plans-${count}.csv`);

/** The paths of those of them that are of a kind, one a line; `pdf` stands for every PDF. */
export const listPath = (folder: string, count: number, kind: string): string =>
  join(folder, `plans-${count}-${kind}.txt`);

export const taggedPath = (folder: string, rows: number): string => join(folder, `tagged-${rows}.pdf`);

export const longPath = (folder: string): string => join(folder, `pages-${LONG_PAGES}.pdf`);
