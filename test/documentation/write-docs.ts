/** `npm run docs`: writes the generated pages of `docs/`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNotebooks } from '../../notebooks/build.ts';
import { runCli } from '../../pipeline/cli.ts';
import { packagePath } from '../../pipeline/data-files.ts';
import { buildApp } from '../../pipeline/site/app.ts';
import { writeBenchPage } from '../bench/write-page.ts';
import { formatLicenceList } from '../licences/licence-list.ts';
import { readNotices } from '../licences/packages.ts';
import { formatCommandReference } from './command-reference.ts';

writeFileSync(packagePath('docs/commands.md'), formatCommandReference());
writeBenchPage();

const { licences } = await buildApp();
const folder = mkdtempSync(join(tmpdir(), 'peerlens-docs-'));
try {
  if ((await runCli(['--quiet', 'build', '--out', folder])) !== 0) throw new Error('the build failed');
  await buildNotebooks(join(folder, 'peerlens.duckdb'), join(folder, 'notebooks'));
  const notebooks = readNotices(readFileSync(join(folder, 'notebooks/licences.txt'), 'utf8'));
  writeFileSync(
    packagePath('docs/licences.md'),
    formatLicenceList({ site: readNotices(licences), notebooks }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
