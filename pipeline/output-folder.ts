/** The folder a command writes to: made step by step, with a clear error where that cannot be. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The output cannot be written where it was asked for. */
export class OutputError extends Error {
  readonly code = 'output-not-writable';
}

/**
 * Makes `folder` and its parents. Throws `OutputError` when it is a file, when it cannot be made, or when it cannot
 * be written. (Node's own recursive `mkdir` does not end under `/proc`.)
 */
export function makeOutputFolder(folder: string): void {
  try {
    makeStep(resolve(folder));
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw new OutputError(`cannot write to ${folder}: ${reasonOf(error)}; name another folder with --out`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Record<string, string> = {
    EACCES: 'no right to',
    EPERM: 'no right to',
    EROFS: 'what is there can only be read',
    ENOENT: 'no folder can be made there',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}

function makeStep(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw new OutputError(`cannot write to ${folder}: it is a file; name another folder with --out`);
  makeStep(dirname(folder));
  mkdirSync(folder);
}
