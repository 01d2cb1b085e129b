/** The packages of the lock file with their licences, and whether a licence lets us use and pass on what is under it. */
import { readFileSync } from 'node:fs';
import { packagePath } from '../../pipeline/data-files.ts';

export interface LockedPackage {
  name: string;
  version: string;
  /** SPDX expression; empty when the package states none. */
  licence: string;
  /** False for what only development needs: it is never passed on. */
  production: boolean;
}

/** Licences that ask for no more than a notice, or for changes to their own files to stay open (MPL). */
const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MIT/X11',
  'MPL-2.0',
  'PDDL-1.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** For development alone: fonts that come with a tool and are not used. */
const ACCEPTED_IN_TOOLS = new Set(['OFL-1.1']);

/** True when an SPDX expression of AND and OR leaves a choice of accepted licences. */
export function isAccepted(licence: string, production: boolean): boolean {
  const choices = licence.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) =>
    choice
      .split(' AND ')
      .every((one) => ACCEPTED.has(one.trim()) || (!production && ACCEPTED_IN_TOOLS.has(one.trim()))),
  );
}

interface LockEntry {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** Every package of `package-lock.json`, by name and version. */
export function readPackages(): LockedPackage[] {
  const lock = JSON.parse(readFileSync(packagePath('package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const packages = new Map<string, LockedPackage>();
  for (const [path, { version = '', license = '', dev = false }] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const known = packages.get(`${name} ${version}`);
    const production = !dev || known?.production === true;
    packages.set(`${name} ${version}`, { name, version, licence: license, production });
  }
  return [...packages.values()].toSorted((a, b) =>
    `${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1,
  );
}

/** Packages that a notices file of a bundle names, as `name version (licence)`. */
export function readNotices(notices: string): string[] {
  return [...notices.matchAll(/^## (\S+) - (\S+) \(([^)]+)\)$/gm)].map(
    ([, name, version, licence]) => `${name} ${version} (${licence})`,
  );
}
