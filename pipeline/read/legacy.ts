/**
 * Old office formats (.doc, .odt, .rtf, .xls, .ods) through LibreOffice, where it is installed.
 * In: bytes and what they were taken for; out: the bytes of a Word file or workbook, or an issue that says what to do.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import type { Outcome } from '../model.ts';

/** A conversion takes seconds; one that takes longer hangs. */
const timeoutMs = 90_000;
const sheets = new Set(['xls', 'xlsb', 'ods']);
const run = promisify(execFile);

/**
 * The converted file. Codes: `needs-libreoffice` when no `soffice` is on the path, `conversion-failed` when it gave
 * nothing within its time. The command is looked up as `program`; its profile is private and thrown away.
 */
export async function convertLegacy(
  bytes: Uint8Array,
  legacy: string,
  program = 'soffice',
): Promise<Outcome<Uint8Array>> {
  const target = sheets.has(legacy) ? 'xlsx' : 'docx';
  const folder = await mkdtemp(join(tmpdir(), 'peerlens-convert-'));
  try {
    const source = join(folder, `source.${legacy}`);
    const profile = join(folder, 'profile');
    await mkdir(profile);
    await writeFile(source, bytes);
    const options = [
      '--headless',
      '--norestore',
      '--nolockcheck',
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
    ];
    await run(program, [...options, '--convert-to', target, '--outdir', folder, source], {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    return { value: new Uint8Array(await readFile(join(folder, `source.${target}`))), issues: [] };
  } catch (error) {
    const missing =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'syscall' in error;
    const notFound = missing && String(error.syscall).startsWith('spawn');
    return notFound
      ? refuse(
          'needs-libreoffice',
          `a .${legacy} file can only be read where LibreOffice is installed; save it as .${target} or PDF`,
        )
      : refuse(
          'conversion-failed',
          `LibreOffice could not convert the .${legacy} file: ${String(error).slice(0, 200)}`,
        );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refuse(code: string, message: string): Outcome<never> {
  return { value: null, issues: [{ code, severity: 'error', message, place: null }] };
}
