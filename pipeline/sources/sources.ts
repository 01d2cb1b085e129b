/**
 * What to read: files, folders and registers named on the command line become a list of sources.
 * Nothing is read here but registers; a path that does not exist is an issue, and the others go on.
 */
import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Issue } from '../model.ts';
import { isDocumentFile, statOfFile } from './document-file.ts';
import { isRegister, registerFault } from './register-header.ts';
import { fileSource, parseRegister, type Source } from './register.ts';

export { isDocumentFile, readDocumentFile } from './document-file.ts';
export { registerFault } from './register-header.ts';
export { isPlanDate, type Source } from './register.ts';

/** Endings that make a file of a folder a document, even one that cannot be read; other files are asked what they hold. */
const DOCUMENT_NAME = /\.(?:pdf|docx|xlsx|html?|txt|md|csv|tsv|doc|odt|rtf)$/i;
const MAX_FOLDER_DEPTH = 8;
/** What no one puts into a folder to be read: notes on the folder, what systems leave there, and Office beside an open file. */
const OF_THE_FOLDER = /^(?:\.|~\$|readme(?:\.[^.]*)?$|thumbs\.db$|desktop\.ini$)/i;

export interface FoundSources {
  sources: Source[];
  issues: Issue[];
  /** Those of `sources` that are in a folder and whose names do not say that they are documents. */
  unsure: Set<Source>;
}

/**
 * The sources that `paths` name, in the order given, each file once, whatever links lead to it. A folder that holds a
 * register (`plans.csv` or `sources.csv`) stands for what the register lists; any other folder for its documents.
 * What cannot be used is an issue: `file-missing`, `file-unreadable` (a pipe, no right to read) or
 * `register-incomplete` (a table plainly meant as a register, without a column that one must have).
 */
export function findSources(paths: readonly string[]): FoundSources {
  const issues: Issue[] = [];
  const unsure = new Set<Source>();
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
      if (!OF_THE_FOLDER.test(name)) addPath(join(folder, name), depth + 1);
    }
  };
  const addUnsure = (path: string) => {
    if (!isNew(path)) return;
    const source = fileSource(path, resolve(path));
    unsure.add(source);
    add(source);
  };
  /** One bad path leaves the others standing. */
  const addPath = (path: string, depth: number) => {
    try {
      if (statSync(path).isDirectory()) {
        if (depth <= MAX_FOLDER_DEPTH) addFolder(path, depth);
      } else if (depth === 0 || DOCUMENT_NAME.test(path)) addFile(path);
      else addUnsure(path);
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
  return { sources: [...byPath.values()], issues, unsure };
}

function issueOf(code: string, message: string): Issue {
  return { code, severity: 'error', message, place: null };
}
