/** What a register in a document's own folder says of it, so that one plan has the same facts and ids however it is read. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isRegister } from '../sources/register-header.ts';
import { parseRegister, type Source } from '../sources/register.ts';
import { isDocumentFile } from '../sources/sources.ts';

/** Registers that stand for their folder in a build. */
const NAMES = ['plans.csv', 'sources.csv'];

/** The line of the register beside `file` that names it; `null` when there is no register or no such line. */
export function findBeside(file: string): Source | null {
  const path = resolve(file);
  for (const name of NAMES) {
    const register = join(dirname(path), name);
    if (register === path || !isDocumentFile(register)) continue;
    const text = readFileSync(register, 'utf8');
    if (!isRegister(text)) continue;
    return parseRegister(text, register).sources.find((source) => source.path === path) ?? null;
  }
  return null;
}
