/** What a person needs who finds that a gate refused: which documents are other than those published, and what to do. */
import type { Store } from '../store/store.ts';
import type { GateResult } from './gates.ts';

/** A source whose document is not the one that the published run was made from. */
export interface ChangedDocument {
  /** Address, or name of a file. */
  source: string;
  council: string;
  /** SHA-256 of the document published and of the one read tonight; empty where there is none. */
  before: string;
  now: string;
}

const DOCUMENTS = `
  SELECT coalesce(nullif(source_url, ''), source_name) AS source, min(council) AS council, min(sha256) AS sha256
  FROM plans WHERE in_last_build GROUP BY source ORDER BY source`;

/** The sources of the published store whose document is another in the new one, in the order of their addresses. */
export async function findChangedDocuments(now: Store, before: Store | null): Promise<ChangedDocument[]> {
  if (before === null) return [];
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const current = new Map(
    (await now.query(DOCUMENTS)).map((row) => [text(row['source']), text(row['sha256'])]),
  );
  return (await before.query(DOCUMENTS))
    .map((row) => ({
      source: text(row['source']),
      council: text(row['council']),
      before: text(row['sha256']),
      now: current.get(text(row['source'])) ?? '',
    }))
    .filter((document) => document.before !== document.now);
}

/** What can be done, a sentence each, the gates that refused filled in; `run` is the run that stays published. */
export function whatToDo(refused: readonly GateResult[], run: string): string[] {
  const accept = refused.map(({ gate }) => `--accept "${gate}=why"`).join(' ');
  return [
    run === ''
      ? 'Nothing has been published yet.'
      : `${run} stays published. Open the documents that changed since then, below, in a browser.`,
    `If what came is right, let it pass once, with the reason and the options of the nightly job: npx peerlens refresh ${accept}`,
    'If what came is wrong, write the sha256 of the copy before into the column sha256 of its line in the register: that copy is used until you take it out again.',
  ];
}

/** `Wexmoor, https://…: sha256 of the copy before 1660b8…`. */
export function changedDocumentLine({ source, council, before, now }: ChangedDocument): string {
  const what = now === '' ? 'no document tonight; ' : '';
  return `${council}, ${source}: ${what}sha256 of the copy before ${before}`;
}
