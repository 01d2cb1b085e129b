/**
 * `npm run notebooks [STORE] [FOLDER]`: builds the notebooks from a built store to static pages, without network.
 * Queries are asked when the pages are built, never by the reader's browser. Nothing of an earlier build is reused,
 * and a page that names another host fails the build.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { observable } from '@observablehq/notebook-kit/vite';
import { build } from 'vite';
import { scoreGold } from '../pipeline/commands/evaluate.ts';
import { packagePath } from '../pipeline/data-files.ts';
import { findGold } from '../pipeline/evaluate/gold.ts';
import { openStore, type Store } from '../pipeline/store/store.ts';
import { findOutsideAddresses, localLibraries } from './local-libraries.ts';
import { askStore, finishPage } from './notebook-cells.ts';

const ROOT = import.meta.dirname;
/** Where rows wait for the pages that load them; made for one build. */
const WORKSPACE = join(ROOT, '.observable');

/** Where the modules and styles are that Notebook Kit's pages call `observable:…`. */
const KIT = fileURLToPath(new URL('..', import.meta.resolve('@observablehq/notebook-kit/vite'))).replace(
  /\/$/,
  '',
);

/** Files of all notebooks, in alphabetical order. */
export function listNotebooks(): string[] {
  return readdirSync(ROOT)
    .filter((file) => file.endsWith('.html'))
    .sort();
}

/**
 * Writes one page a notebook to `folder`, replacing what it holds. Throws a `StoreError` for a store that cannot be
 * read, and an `Error` for a query that fails or an address of another host.
 */
export async function buildNotebooks(storePath: string, folder: string): Promise<string[]> {
  const store = await openStore(storePath);
  const fresh = resolve(`${folder}.new`);
  rmSync(WORKSPACE, { recursive: true, force: true });
  mkdirSync(WORKSPACE);
  try {
    keepRows('measured', await measureExamples());
    await buildPages(store, fresh);
    const outside = findOutsideAddresses(fresh);
    if (outside.length > 0) throw new Error(`address of another host: ${outside.join(', ')}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    store.close();
    for (const left of [WORKSPACE, fresh]) rmSync(left, { recursive: true, force: true });
  }
  return listNotebooks().map((file) => join(folder, file));
}

async function buildPages(store: Store, folder: string): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    base: './',
    appType: 'mpa',
    resolve: { alias: [{ find: /^observable:(.*)$/, replacement: `${KIT}/$1` }] },
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      localLibraries(),
      observable({
        template: join(ROOT, 'page.tmpl'),
        transformNotebook: async (notebook, { filename }) => {
          const page = basename(filename, '.html');
          const keep = (name: string, rows: object[]) => keepRows(`${page}-${name}`, rows);
          return { ...notebook, cells: await askStore(notebook.cells, store, keep) };
        },
      }),
      { name: 'finish-page', transformIndexHtml: { order: 'pre', handler: finishPage } },
    ],
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: true,
      license: { fileName: 'licences.txt' },
      // Rows as files of their own: a page's policy may refuse to fetch what is written into a script.
      assetsInlineLimit: 0,
      rollupOptions: { input: listNotebooks().map((file) => join(ROOT, file)) },
    },
  });
}

/** Writes rows for a page; gives back the path by which its cells load them. */
function keepRows(name: string, rows: object[]): string {
  writeFileSync(join(WORKSPACE, `${name}.json`), JSON.stringify(rows));
  return `./.observable/${name}.json`;
}

/** How the example plans are read, beside a person's answers. */
async function measureExamples(): Promise<object[]> {
  const measured: object[] = [];
  for (const plan of findGold([packagePath('data/gold')])) {
    measured.push({ plan: plan.name, ...(await scoreGold(plan)) });
  }
  return measured;
}

if (process.argv[1] === import.meta.filename) {
  const [storePath = packagePath('build/peerlens.duckdb'), folder = join(dirname(storePath), 'notebooks')] =
    process.argv.slice(2);
  const pages = await buildNotebooks(storePath, folder);
  process.stdout.write(`${pages.join('\n')}\n`);
}
