/**
 * The documents that paths name. In a folder a file's name decides nothing against it: one that holds what a reader takes
 * is a document whatever it is called, and what is left aside is said.
 */
import type { Issue } from './model.ts';
import { sniffFormat } from './read/sniff.ts';
import { findSources, isDocumentFile, readDocumentFile, type Source } from './sources/sources.ts';

/** Files left aside that are named. */
const NAMED = 10;

/**
 * The sources of `findSources`, without those files of folders that neither their name nor their content makes documents:
 * these are one issue together, `not-taken`.
 */
export async function findDocuments(
  paths: readonly string[],
): Promise<{ sources: Source[]; issues: Issue[] }> {
  const { sources, issues, unsure } = findSources(paths);
  const left = new Set<Source>();
  for (const source of unsure) if (!(await holdsDocument(source.path))) left.add(source);
  if (left.size > 0) issues.push(notTaken([...left].map(({ name }) => name)));
  return { sources: sources.filter((source) => !left.has(source)), issues };
}

async function holdsDocument(path: string): Promise<boolean> {
  if (!isDocumentFile(path)) return false;
  try {
    const { format, legacy } = await sniffFormat(readDocumentFile(path));
    return format !== null || legacy !== undefined;
  } catch {
    return false;
  }
}

function notTaken(names: readonly string[]): Issue {
  const more = names.length - NAMED;
  const list = `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return {
    code: 'not-taken',
    severity: 'warning',
    message: `not taken: ${list} (no document)`,
    place: null,
  };
}
