/**
 * `npm run evaluate`: every measured figure in one go, on the project's own gold and, when the folder is there, on
 * `../shared`. A figure below its floor fails the run. Floors are raised when passed, never lowered.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../pipeline/cli.ts';

const ROOT = join(import.meta.dirname, '..');
const SHARED = join(ROOT, '../shared');
const print = (line: string) => process.stdout.write(`${line}\n`);
let failures = 0;

async function evaluate(title: string, args: string[]): Promise<void> {
  print(`\n${title}`);
  const code = await runCli(['--quiet', 'evaluate', ...args]);
  if (code !== 0) failures++;
}

await evaluate('Example plans', [join(ROOT, 'data/gold'), '--floors', join(ROOT, 'data/gold/floors.csv')]);
for (const half of ['tuned', 'held-out']) {
  const folder = join(ROOT, 'test/layouts', half);
  if (!existsSync(folder)) continue;
  await evaluate(`Layouts, ${half}`, [folder, '--floors', join(ROOT, `test/layouts/${half}-floors.csv`)]);
}
if (existsSync(join(SHARED, 'gold/plans'))) {
  await evaluate('Real plans', [
    join(SHARED, 'gold/plans'),
    '--floors',
    join(ROOT, 'data/gold/real-floors.csv'),
  ]);
}

print(failures === 0 ? '\nEvery floor holds.' : `\n${failures} evaluations below a floor.`);
process.exitCode = failures === 0 ? 0 : 1;
