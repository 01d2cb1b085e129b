/**
 * The site's door: writes the pages and their data from the store, and serves them on loopback.
 * In: a store and a day. Out: a folder that any static server can give out, and `peerlens.html`, which holds all of
 * it in one file where there are few enough actions.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPeerGroups } from '../analyses/peer-groups.ts';
import type { IsoDay } from '../model.ts';
import { openStore, type Store } from '../store/store.ts';
import { readAccuracy, readJudged } from './accuracy.ts';
import { buildApp } from './app.ts';
import { encodeSite, type StoredPlan } from './encode.ts';
import { CONTENT_SECURITY_POLICY, onePage, sitePage } from './page.ts';
import { readComparisons } from './comparisons.ts';
import { readSector, readStoredPlans } from './stored-plans.ts';

export { serveSite, type ServedSite } from './server.ts';

export interface SiteOptions {
  /** The day that lateness is shown for unless the reader chooses another. */
  asOf: IsoDay;
  /**
   * Gives the bytes of a document that has no address, by its SHA-256, so that the site can hold a copy to open;
   * `null` where there are none. Without it, such documents are named and cannot be opened.
   */
  original?: (sha256: string) => Uint8Array | null | Promise<Uint8Array | null>;
}

/** Up to this many actions the whole site is written as one file too. */
export const ONE_FILE_ACTIONS = 20_000;

/**
 * Writes the site of the store at `storePath` into `outFolder`, which is made when missing; files that an earlier
 * site left in `data/` go. The same store and day give the same bytes. Throws `StoreError` when the store cannot be
 * read.
 */
export async function writeSite(storePath: string, outFolder: string, options: SiteOptions): Promise<void> {
  const app = await buildApp();
  const store = await openStore(storePath, { threads: 1 });
  try {
    await writeFrom(store, app, outFolder, options);
  } finally {
    store.close();
  }
}

async function writeFrom(
  store: Store,
  app: Awaited<ReturnType<typeof buildApp>>,
  outFolder: string,
  options: SiteOptions,
): Promise<void> {
  const write = (name: string, content: string | Uint8Array): void => {
    const path = join(outFolder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  rmSync(join(outFolder, 'data'), { recursive: true, force: true });
  rmSync(join(outFolder, 'sources'), { recursive: true, force: true });
  rmSync(join(outFolder, 'peerlens.html'), { force: true });
  const files = new Map<string, Uint8Array>();
  const emit = (name: string, bytes: Uint8Array): void => {
    write(`data/${name}`, bytes);
    files.set(name, bytes);
  };
  const [{ actions } = { actions: 0 }] = await store.query<{ actions: number }>(
    'SELECT count(*) AS actions FROM actions',
  );
  const inOneFile = actions <= ONE_FILE_ACTIONS;
  const emitOrWrite = inOneFile ? emit : (name: string, bytes: Uint8Array) => write(`data/${name}`, bytes);
  emitOrWrite('licences.txt', Buffer.from(app.licences));
  await encodeSite(
    withCopies(readStoredPlans(store), options, write),
    {
      asOf: options.asOf,
      sector: await readSector(store),
      accuracy: readAccuracy(),
      judged: readJudged(),
      groups: readPeerGroups(),
      comparisons: await readComparisons(store),
    },
    emitOrWrite,
  );
  write('app.js', app.script);
  write('app.css', app.style);
  write('index.html', sitePage(app));
  write('headers.txt', headersExample());
  if (inOneFile) write('peerlens.html', onePage(app, files));
}

/** Adds copies of documents that have no address. A web page is kept as text: it must not run on the site's host. */
async function* withCopies(
  plans: AsyncIterable<StoredPlan>,
  options: SiteOptions,
  write: (name: string, content: Uint8Array) => void,
): AsyncGenerator<StoredPlan> {
  for await (const plan of plans) {
    const { sha256, entry } = plan;
    const bytes = entry.url === '' && !plan.unread ? await options.original?.(sha256) : null;
    if (bytes === null || bytes === undefined) yield plan;
    else {
      const ending = ['pdf', 'docx', 'xlsx'].includes(entry.format) ? entry.format : 'txt';
      const copy = `sources/${sha256.slice(0, 16)}.${ending}`;
      write(copy, bytes);
      yield { ...plan, entry: { ...entry, copy } };
    }
  }
}

/** What to tell a web server; the pages carry the policy themselves as well. */
function headersExample(): string {
  return `# Headers to send with every file of this folder but peerlens.html, which carries a policy of its own.
Content-Security-Policy: ${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'
X-Content-Type-Options: nosniff
Referrer-Policy: no-referrer
Cross-Origin-Opener-Policy: same-origin
`;
}
