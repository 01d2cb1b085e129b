/** A site in a folder of its own, built from generated plans by way of a store, served until closed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';
import type { Plan } from '../../pipeline/model.ts';
import { serveSite, writeSite } from '../../pipeline/site/site.ts';
import { writeStore } from '../../pipeline/store/store.ts';

export const AS_OF = '2024-12-31';

export interface BuiltSite {
  folder: string;
  url: string;
  close: () => Promise<void>;
}

/** Every council that exists, or every nth of them. */
export function realCouncils(every = 1): { gss: string; name: string }[] {
  return parseCsv(readDataText('councils.csv'))
    .filter((row) => row['gss'] !== '' && row['abolished'] === '')
    .filter((_, index) => index % every === 0)
    .map((row) => ({ gss: row['gss'] ?? '', name: row['name'] ?? '' }));
}

/** Writes store and site, and serves the site; `original` gives copies of documents without an address. */
export async function buildTestSite(
  plans: Iterable<Plan>,
  original?: (sha256: string) => Uint8Array,
): Promise<BuiltSite> {
  const root = mkdtempSync(join(tmpdir(), 'peerlens-site-'));
  const [store, folder] = [join(root, 'test.duckdb'), join(root, 'site')];
  await writeStore(store, plans, { asOf: AS_OF, keepHistory: false });
  await writeSite(store, folder, { asOf: AS_OF, ...(original && { original }) });
  const served = await serveSite(folder, { port: 0 });
  return {
    folder,
    url: served.url,
    close: async () => {
      await served.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
