/**
 * What to read: files, folders and registers named on the command line become a list of sources.
 * Nothing is read here but registers; a path that does not exist is an issue, and the others go on.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Issue } from '../model.ts';
import { fileSource, isRegister, parseRegister, type Source } from './register.ts';

export { isPlanDate, type Source } from './register.ts';

/** Endings of documents that a folder is searched for. A file named on its own is read whatever its ending. */
const DOCUMENT_NAME = /\.(?:pdf|docx|xlsx|html?|txt|md|csv|tsv|doc|odt|rtf)$/i;
const MAX_FOLDER_DEPTH = 8;

/**
 * The sources that `paths` name, in the order given, each file once. A folder that holds a register
 * (`plans.csv` or `sources.csv`) stands for what the register lists; any other folder for its documents.
 */
export function findSources(paths: readonly string[]): { sources: Source[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const byPath = new Map<string, Source>();
  const add = (source: Source) => {
    const key = source.path || source.url;
    if (!byPath.has(key)) byPath.set(key, source);
  };
  const addFile = (path: string) => {
    if (/\.csv$/i.test(path)) {
      const text = readFileSync(path, 'utf8');
      if (isRegister(text)) {
        const register = parseRegister(text, path);
        issues.push(...register.issues);
        register.sources.forEach(add);
        return;
      }
    }
    add(fileSource(path, resolve(path)));
  };
  const addFolder = (folder: string, depth: number) => {
    const names = readdirSync(folder).sort();
    const register = names.find((name) => name === 'plans.csv' || name === 'sources.csv');
    if (register && isRegister(readFileSync(join(folder, register), 'utf8'))) {
      addFile(join(folder, register));
      return;
    }
    for (const name of names) {
      const path = join(folder, name);
      if (name.startsWith('.')) continue;
      if (statSync(path).isDirectory()) {
        if (depth < MAX_FOLDER_DEPTH) addFolder(path, depth + 1);
      } else if (DOCUMENT_NAME.test(name) && !/^readme\./i.test(name)) addFile(path);
    }
  };
  for (const path of paths) {
    try {
      if (statSync(path).isDirectory()) addFolder(path, 0);
      else addFile(path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const missing = reason.includes('ENOENT');
      issues.push({
        code: missing ? 'file-missing' : 'file-unreadable',
        severity: 'error',
        message: missing ? `no such file or folder: ${path}` : `${path}: ${reason}`,
        place: null,
      });
    }
  }
  return { sources: [...byPath.values()], issues };
}
