/** The pages' script and style, built by Vite; the one file that knows it. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { build } from 'vite';
import { packagePath } from '../data-files.ts';
import type { App } from './page.ts';

/**
 * The built app. In a checkout it is built on the spot when it is missing or older than its sources; an installed
 * package has it already. Throws when Vite cannot build it.
 */
export async function buildApp(): Promise<App> {
  const script = packagePath('dist/dashboards/app.js');
  const sources = packagePath('dashboards');
  if (existsSync(sources) && (!existsSync(script) || newestUnder(sources) > statSync(script).mtimeMs)) {
    await build({ configFile: packagePath('dashboards/vite.config.ts') });
  }
  return {
    script: readFileSync(script, 'utf8'),
    style: readFileSync(packagePath('dist/dashboards/app.css'), 'utf8'),
  };
}

function newestUnder(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...files.map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs));
}
