/** The pages' script and style, built by Vite; the one file that knows it. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { packagePath } from '../data-files.ts';
import type { App } from './page.ts';

const FOLDER = 'dist/dashboards';

/**
 * The built app. In a checkout it is built on the spot when it is missing or older than its sources; an installed
 * package has it already. Throws when Vite cannot build it.
 */
export async function buildApp(): Promise<App> {
  const script = packagePath(`${FOLDER}/app.js`);
  const style = packagePath(`${FOLDER}/app.css`);
  const licences = packagePath(`${FOLDER}/licences.txt`);
  const sources = packagePath('dashboards');
  const stale = (file: string): boolean => !existsSync(file) || newestUnder(sources) > statSync(file).mtimeMs;
  const installed = sources.includes('node_modules');
  if (!installed && existsSync(sources) && [script, style, licences].some(stale)) {
    const app = await bundle();
    keep(licences, app.licences);
    keep(style, app.style);
    keep(script, app.script);
    return app;
  }
  return {
    script: readFileSync(script, 'utf8'),
    style: readFileSync(style, 'utf8'),
    licences: readFileSync(licences, 'utf8'),
  };
}

/** Bundles in memory, so that builds at the same time do not see each other's half-written files. */
async function bundle(): Promise<App> {
  const { build } = await import('vite');
  const result = await build({
    configFile: packagePath('dashboards/vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  const files = (Array.isArray(result) ? result : [result]).flatMap((part) =>
    'output' in part ? part.output : [],
  );
  const app = { script: '', style: '', licences: '' };
  for (const file of files) {
    if (file.type === 'chunk') app.script = file.code;
    else if (file.fileName.endsWith('.css')) app.style = String(file.source);
    else if (file.fileName === 'licences.txt') app.licences = String(file.source);
  }
  return app;
}

function keep(path: string, content: string): void {
  mkdirSync(packagePath(FOLDER), { recursive: true });
  const arriving = `${path}.${process.pid}`;
  writeFileSync(arriving, content);
  renameSync(arriving, path);
}

function newestUnder(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...files.map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs));
}
