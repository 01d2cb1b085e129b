/**
 * What to read: files, folders and registers named on the command line become a list of sources.
 * Nothing is read here but registers; a path that does not exist is an issue, and the others go on.
 */
import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Issue } from '../model.ts';
import { isDocumentFile, statOfFile } from './document-file.ts';
import { fileSource, isRegister, parseRegister, registerFault, type Source } from './register.ts';

export { isDocumentFile, readDocumentFile } from './document-file.ts';
export { isPlanDate, type Source } from './register.ts';

/** Endings of documents that a folder is searched for. A file named on its own is read whatever its ending. */
const DOCUMENT_NAME = /\.(?:pdf|docx|xlsx|html?|txt|md|csv|tsv|doc|odt|rtf)$/i;
const MAX_FOLDER_DEPTH = 8;

/**
 * The sources that `paths` name, in the order given, each file once, whatever links lead to it. A folder that holds a
 * register (`plans.csv` or `sources.csv`) stands for what the register lists; any other folder for its documents.
 * What cannot be used is an issue: `file-missing`, `file-unreadable` (a pipe, no right to read) or
 * `register-incomplete` (a table plainly meant as a register, without a column that one must have).
 */
export function findSources(paths: readonly string[]): { sources: Source[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const byPath = new Map<string, Source>();
  const real = new Set<string>();
  /** True for the first path to a file or folder; later ones are links to the same. */
  const isNew = (path: string): boolean => real.size < real.add(realpathSync(path)).size;
  const add = (source: Source) => {
    const key = source.path || source.url;
    if (!byPath.has(key)) byPath.set(key, source);
  };
  const addFile = (path: string) => {
    statOfFile(path);
    if (!isNew(path)) return;
    if (/\.csv$/i.test(path) && isDocumentFile(path)) {
      const text = readFileSync(path, 'utf8');
      if (isRegister(text)) {
        const register = parseRegister(text, path);
        issues.push(...register.issues);
        register.sources.forEach(add);
        return;
      }
      const fault = registerFault(text);
      if (fault !== null) {
        issues.push(issueOf('register-incomplete', `${path} looks like a register, but has ${fault}`));
        return;
      }
    }
    add(fileSource(path, resolve(path)));
  };
  const addFolder = (folder: string, depth: number) => {
    if (!isNew(folder)) return;
    const names = readdirSync(folder).sort();
    const register = names.find((name) => name === 'plans.csv' || name === 'sources.csv');
    if (register && isRegister(readFileSync(join(folder, register), 'utf8'))) {
      addFile(join(folder, register));
      return;
    }
    for (const name of names) {
      if (!name.startsWith('.')) addPath(join(folder, name), depth + 1);
    }
  };
  /** One bad path leaves the others standing. In a folder only documents are taken. */
  const addPath = (path: string, depth: number) => {
    try {
      if (statSync(path).isDirectory()) {
        if (depth <= MAX_FOLDER_DEPTH) addFolder(path, depth);
      } else if (depth === 0 || (DOCUMENT_NAME.test(path) && !/(?:^|[\\/])readme\.[^\\/]*$/i.test(path)))
        addFile(path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      issues.push(
        reason.includes('ENOENT')
          ? issueOf('file-missing', `no such file or folder: ${path}`)
          : issueOf('file-unreadable', reason.includes(path) ? reason : `${path}: ${reason}`),
      );
    }
  };
  for (const path of paths) addPath(path, 0);
  return { sources: [...byPath.values()], issues };
}

function issueOf(code: string, message: string): Issue {
  return { code, severity: 'error', message, place: null };
}
