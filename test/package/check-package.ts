/**
 * `npm run package-check`: packs the package, has publint look at it, installs it in an empty project, and uses it as
 * strangers would: the command line, the API, the types under each way of resolving modules. Needs the package
 * registry; nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'peerlens-package-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const run = (command: string, args: string[], cwd = folder): string =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` },
    timeout: 280_000,
  });

const USE = `import { readFileSync } from 'node:fs';
import { buildStore, openStore, readPlan, type Outcome, type Plan } from 'peerlens';

const bytes = readFileSync('node_modules/peerlens/data/example-plans/wexmoor.txt');
const outcome: Outcome<Plan> = await readPlan(bytes, { name: 'wexmoor.txt' });
if (outcome.value === null) throw new Error('the plan was not read');
await buildStore('plans.duckdb', [outcome.value], { asOf: '2026-01-15' });
const store = await openStore('plans.duckdb');
const [row] = await store.query('SELECT count(*) AS actions FROM actions');
store.close();
console.log(JSON.stringify(row));
`;

function expectText(what: string, text: string, wanted: string): void {
  if (!text.includes(wanted)) throw new Error(`${what}: expected ${wanted}, got ${text.slice(0, 400)}`);
  say(`ok  ${what}`);
}

/** Throws with all that publint finds in the packed file, suggestions included. */
async function lintPackage(path: string): Promise<void> {
  const packed = readFileSync(path);
  const tarball = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball } });
  if (messages.length > 0)
    throw new Error(messages.map((message) => formatMessage(message, pkg) ?? message.code).join('\n'));
  say('ok  publint');
}

/** `preserve` resolves as bundlers do. */
function strangersConfig(module: string): object {
  const typeRoots = [join(ROOT, 'node_modules/@types')];
  const types = { lib: ['es2024', 'dom'], types: ['node'], typeRoots };
  return { compilerOptions: { module, strict: true, noEmit: true, ...types }, files: ['use.ts'] };
}

try {
  run('npm', ['pack', '--silent', '--pack-destination', folder], ROOT);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!packed) throw new Error('npm pack made no package');
  await lintPackage(join(folder, packed));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
  );
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', `./${packed}`]);
  const bin = join(folder, 'node_modules/.bin/peerlens');
  expectText('the version', run(bin, ['--version']), '0.');
  const plan = 'node_modules/peerlens/data/example-plans/wexmoor.txt';
  expectText('peerlens read', run(bin, ['--quiet', 'read', plan, '--json']), '"kind":"by"');
  run(bin, ['--quiet', 'build', '--out', 'build', '--as-of', '2026-01-15']);
  expectText('peerlens build', readdirSync(join(folder, 'build/site')).join(' '), 'peerlens.html');
  writeFileSync(join(folder, 'use.ts'), USE);
  for (const module of ['nodenext', 'node20', 'preserve']) {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(strangersConfig(module)));
    run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.']);
    say(`ok  the types, module ${module}`);
  }
  expectText('the API', run(process.execPath, ['use.ts']), '{"actions":13}');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
