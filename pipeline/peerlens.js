#!/usr/bin/env node
// Starts the command line: the compiled one in an installed package, the TypeScript sources in a checkout.
// An older Node than the sources need hands over to the Node 24 that the checkout brings as a package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const sources = here('cli.ts');
const installed = here('.').includes('node_modules') || !existsSync(sources);
const ownNode = here('../node_modules/node/bin/node');
const major = Number(process.versions.node.split('.')[0]);

if (installed && major >= 22) await start(await import('../dist/cli.js'));
else if (!installed && major >= 24) await start(await import('./cli.ts'));
else if (!installed && existsSync(ownNode)) {
  const { status, signal } = spawnSync(ownNode, [sources, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = signal ? 1 : (status ?? 1);
} else {
  console.error(
    installed ? 'peerlens needs Node 22 or later.' : 'peerlens needs Node 24 here: run npm ci first.',
  );
  process.exitCode = 1;
}

async function start({ runCli }) {
  process.exitCode = await runCli(process.argv.slice(2));
}
