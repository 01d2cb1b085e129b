/** `peerlens export`: the store, or one council's part of it, as files for other programs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORT_FORMATS, type ExportFormat, exportStore } from '../exports/exports.ts';
import { makeOutputFolder } from '../output-folder.ts';
import { openStore, type Store } from '../store/store.ts';
import { EXIT, UsageError, type Terminal } from '../terminal/terminal.ts';

export interface ExportOptions {
  format?: string;
  council?: string;
  allVersions?: boolean;
  out: string;
  to: string;
}

/** Writes the files and prints a line for each. Throws `UsageError` on an unknown format or council. */
export async function exportCommand(options: ExportOptions, terminal: Terminal): Promise<number> {
  const formats = options.format === undefined ? EXPORT_FORMATS : formatsOf(options.format);
  makeOutputFolder(options.to);
  const store = await openStore(storePath(options.out), { folders: [options.to], threads: 1 });
  try {
    const councilId = options.council === undefined ? undefined : await councilIdOf(store, options.council);
    const files = await exportStore(store, options.to, {
      formats,
      allVersions: options.allVersions === true,
      ...(councilId === undefined ? {} : { councilId }),
    });
    for (const { path, rows, bytes } of files)
      terminal.print(`${join(options.to, path)}\t${rows} rows\t${bytes} bytes`);
    return EXIT.fine;
  } finally {
    store.close();
  }
}

/** The published store, or the one last built. Throws `UsageError` when there is neither. */
export function storePath(out: string): string {
  const path = [join(out, 'current/peerlens.duckdb'), join(out, 'peerlens.duckdb')].find((name) =>
    existsSync(name),
  );
  if (!path) throw new UsageError(`no store under ${out}: run peerlens build first`);
  return path;
}

function formatsOf(list: string): ExportFormat[] {
  return list.split(',').map((name) => {
    const format = EXPORT_FORMATS.find((known) => known === name.trim().toLowerCase());
    if (!format)
      throw new UsageError(`unknown format: ${name.trim()}; formats are ${EXPORT_FORMATS.join(', ')}`);
    return format;
  });
}

async function councilIdOf(store: Store, name: string): Promise<string> {
  const rows = await store.query(
    'SELECT council_id FROM councils WHERE plan_count > 0 AND (lower(name) = lower($name) OR gss = $name)',
    { name },
  );
  const id = rows[0]?.['council_id'];
  if (typeof id !== 'string') throw new UsageError(`no plan of this council in the store: ${name}`);
  return id;
}
