/**
 * Every command the pages tell a reader to type is run, in a folder that holds what the reader would have; every SQL
 * statement is asked of what the commands before it built. What is not run is listed, with the reason.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAnalysis } from '../../pipeline/analyses/analysis.ts';
import { packagePath } from '../../pipeline/data-files.ts';
import { Database } from '../../pipeline/store/database.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { readBlocks, readCommands } from './page-commands.ts';
import { listPages, readPage } from './pages.ts';

/** What a reader puts in: words of the pages and what stands for them here. */
const STAND_INS: Record<string, string> = {
  REGISTER: 'plans/plans.csv',
  'NAME.jsonl': 'ashcombe.jsonl',
  FILE: 'draft.docx',
  '/srv/peerlens': '.',
};

/** Commands that are not run here, and why. Their scripts, files and folders must exist. */
const NOT_RUN: Record<string, string> = {
  'npm ci': 'sets up the checkout that this test runs in',
  'npm test': 'runs this test',
  'npm audit --omit=dev': 'asks the registry, which may know more tomorrow',
  'npm run check': 'reads the whole checkout for minutes; .ci/run runs it',
  'npm run evaluate': 'measures for minutes; .ci/run runs it',
  'npm run docs': 'writes into the checkout; tests compare what it would write',
  'npm run notebooks': 'test/notebooks builds them',
  'npm run train-theme': 'writes the model into the checkout',
  'npm run queue-example': 'test/queue runs it',
  'npm run bench': 'measures for minutes; test/bench runs its parts',
  'npm run bench -- --check': 'measures for minutes',
  'npm run bench -- --save': 'measures for minutes and writes into the checkout',
  'npm run bench -- --full --save': 'measures for an hour and writes into the checkout',
  'node test/theme/evaluate-theme.ts --card': 'measures for minutes and writes into the checkout',
  'npx vitest run test/timescale': 'runs tests',
  'npx vitest run test/theme -u': 'writes into the checkout',
  'export DATABASE_URL=postgres://peerlens@queue.example.org/peerlens': 'a server of the reader',
  'node docs/queue/put.ts 16 /srv/peerlens/build /srv/peerlens/plans': 'test/queue runs it',
  'node docs/queue/worker.ts "$(hostname)"': 'test/queue runs it',
};

const SERVES = /^(?:npm start|npx peerlens serve\b)/;

const pages = listPages().filter((page) => page !== 'docs/commands.md');
const commands = pages.flatMap((page) => readCommands(page, readPage(page)));
const texts = [...new Set(commands.map(({ text }) => text))];
/** In the order of the pages, but nothing is rolled back before the nights have run. */
const run = texts
  .filter((text) => !(text in NOT_RUN) && !SERVES.test(text))
  .toSorted((a, b) => Number(a.includes('rollback')) - Number(b.includes('rollback')));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-pages-'));
  const examples = packagePath('data/example-plans');
  cpSync(examples, join(folder, 'plans'), { recursive: true });
  cpSync(examples, join(folder, 'data'), { recursive: true });
  cpSync(examples, join(folder, 'data/example-plans'), { recursive: true });
  // The register of the nightly job, its documents beside it instead of on councils' sites.
  cpSync(join(examples, 'plans.csv'), join(folder, 'data/sources.csv'));
  cpSync(join(examples, 'northgate-bay.docx'), join(folder, 'draft.docx'));
  symlinkSync(packagePath('test'), join(folder, 'test'));
  mkdirSync(join(folder, 'bin'));
  const peerlens = `exec "${process.execPath}" "${packagePath('pipeline/peerlens.js')}" "$@"\n`;
  writeFileSync(join(folder, 'bin/peerlens'), `#!/bin/sh\n${peerlens}`, { mode: 0o755 });
  writeFileSync(join(folder, 'bin/npx'), '#!/bin/sh\n[ "$1" = peerlens ] || exit 127\nexec "$@"\n', {
    mode: 0o755,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As typed, but for stand-ins; the nightly job never asks another host here. */
function asRun(text: string): string {
  let line = text;
  for (const [word, standIn] of Object.entries(STAND_INS)) line = line.replaceAll(word, standIn);
  return /\bpeerlens refresh\b/.test(line) && !line.includes('--sources')
    ? `${line} --sources data/sources.csv`
    : line;
}

const environment = () => ({
  ...process.env,
  CI: 'true',
  // Two dozen starts of the same program: each after the first finds it compiled.
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
  PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
});

describe('commands of the pages', () => {
  it('are found, and what stands in for them or keeps them from running still occurs', () => {
    expect(texts.length).toBeGreaterThan(25);
    expect(run.length).toBeGreaterThan(12);
    for (const text of Object.keys(NOT_RUN)) expect(texts).toContain(text);
    for (const word of Object.keys(STAND_INS)) expect(texts.join('\n')).toContain(word);
  });

  it('that are not run name scripts and files there are', () => {
    const named = (pattern: RegExp) =>
      Object.keys(NOT_RUN).flatMap((text) => pattern.exec(text)?.slice(1) ?? []);
    const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };
    const names = named(/^npm (?:run )?([a-z-]+)/).filter((name) => name !== 'ci' && name !== 'audit');
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
    const paths = named(/^(?:node|npx vitest run) (\S+)/);
    expect(paths.filter((path) => !existsSync(packagePath(path)))).toEqual([]);
    expect(names.length + paths.length).toBe(Object.keys(NOT_RUN).length - 3);
  });

  it.each(run)('%s', { timeout: 60_000 }, async (text) => {
    const done = await new Promise<{ exitCode: number | null; output: string }>((resolve) => {
      const settings = { cwd: folder, env: environment(), timeout: 50_000 };
      const child = execFile('sh', ['-c', asRun(text)], settings, (_, stdout, stderr) =>
        resolve({ exitCode: child.exitCode, output: (stdout + stderr).slice(-2000) }),
      );
    });
    expect(done.exitCode, `${asRun(text)}\n${done.output}`).toBe(0);
    expect(done.output !== '' || text.startsWith('cd '), 'says nothing').toBe(true);
  });

  it.each(texts.filter((text) => SERVES.test(text)))(
    '%s serves until it is ended',
    async (text) => {
      const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };
      const script = (scripts['start'] ?? '').replace('pipeline/', `${packagePath('pipeline')}/`);
      const line = `exec ${asRun(text).replace('npm start', script).replace('npx ', '')} --port 0`;
      const server = spawn('sh', ['-c', line], {
        cwd: folder,
        env: environment(),
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        let address = '';
        for await (const output of createInterface(server.stdout)) {
          address = /http:\S+/.exec(output)?.[0] ?? '';
          if (address !== '') break;
        }
        expect(await (await fetch(address)).text()).toContain('<title>');
      } finally {
        server.kill('SIGTERM');
      }
      expect(await once(server, 'exit')).toEqual([0, null]);
    },
    60_000,
  );
});

describe('statements of the pages', () => {
  const statements = pages.flatMap((page) =>
    readBlocks(readPage(page), 'sql')
      .filter((block) => !block.startsWith('-- Trino'))
      .map((block): [string, string] => [page, block]),
  );

  it('are found', () => {
    expect(statements.length).toBeGreaterThan(2);
  });

  it.each(statements)('%s in DuckDB', async (_, block) => {
    const database = await Database.open(':memory:', { readOnly: false });
    try {
      const parts = block.replaceAll("'build/", `'${folder}/build/`).split(/;\s*(?:\n|$)/);
      const asked = parts.filter((part) => part.includes('SELECT'));
      for (const part of parts.filter((part) => part.startsWith('ATTACH'))) await database.run(part);
      for (const part of asked) expect((await database.query(part)).length, part).toBeGreaterThan(0);
      expect(asked.length).toBeGreaterThan(0);
    } finally {
      database.close();
    }
  });

  it('on themes count unsure ones apart, as the site does', async () => {
    const recipes = ['sql', 'python']
      .flatMap((language) => pages.flatMap((page) => readBlocks(readPage(page), language)))
      .flatMap((block) => block.split(';'))
      .filter((part) => /groupby\([^)]*theme|GROUP BY[^;]*theme|\btheme\b[^;]*GROUP BY ALL/su.test(part));
    expect(recipes.length).toBeGreaterThan(1);
    for (const recipe of recipes) expect(recipe).toMatch(/theme_unsure|theme_group/u);
    const store = await openStore(join(folder, 'build/peerlens.duckdb'));
    const asked = await runAnalysis<{ council: string; theme: string; actions: number }>(
      store,
      'theme-by-council',
    );
    store.close();
    const [recipe = ''] = recipes.filter(
      (block) => block.includes('actions.parquet') && block.includes('SELECT'),
    );
    const database = await Database.open(':memory:', { readOnly: false });
    try {
      const rows = await database.query<(typeof asked)[number]>(
        recipe.replaceAll("'build/", `'${folder}/build/`),
      );
      const lines = (list: typeof asked) =>
        list
          .filter(({ actions }) => actions > 0)
          .map(({ council, theme, actions }) => `${council}|${theme}|${actions}`)
          .toSorted();
      expect(rows.some(({ theme }) => theme === 'unsure')).toBe(true);
      expect(lines(rows)).toEqual(lines(asked));
    } finally {
      database.close();
    }
  });

  it('of a spreadsheet point at the columns they are about', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'build/exports/peerlens.xlsx'));
    const formulas = pages.flatMap((page) => readPage(page).match(/=COUNTIFS\(.*$/gm) ?? []).join('\n');
    const columns = new Set([...formulas.matchAll(/Actions!([A-Z]+):\1/g)].map(([, letter]) => letter));
    const names = [...columns].map((letter) => workbook.getWorksheet('Actions')?.getCell(`${letter}1`).value);
    expect(new Set(names)).toEqual(new Set(['council', 'owner_count']));
  });

  it('of Python name files that a build writes', () => {
    const blocks = pages.flatMap((page) => readBlocks(readPage(page), 'python'));
    const paths = blocks.flatMap((block) => [
      ...block.matchAll(/["'](?:\/srv\/peerlens\/)?(build\/[^"']+)/g),
    ]);
    expect(paths.length).toBeGreaterThan(2);
    for (const [, path = ''] of paths) expect(existsSync(join(folder, path)), path).toBe(true);
  });
});
