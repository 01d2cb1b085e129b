/**
 * Keeps notebooks to libraries that are installed here. Notebook Kit takes its libraries from a content delivery
 * network when a page is opened: its build succeeds offline and the page then fails. This plugin gives the runtime
 * the local ones instead, leaves out those that are not, and a check refuses a page that still names another host.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The names a cell may use without importing them, and the installed package or module each stands for. */
const BUILTINS = `export const Plot = () => import('@observablehq/plot');\n`;

const STANDARD_LIBRARY = /notebook-kit\/dist\/src\/runtime\/stdlib\/(?<name>[\w-]+)\.js$/;
const REMOTE_IMPORT = /import\("https:\/\/[^"]+"\)/g;
const REMOTE_FILE = /"https:\/\/cdn\.[^"]+"/g;
const LEFT_OUT = new Set(['xlsx', 'zip', 'sampleDatasets']);

/** An address with a host; names of XML vocabularies are not addresses, nothing is fetched from them. */
const ADDRESS = /(?:https?:)?\/\/(?:[a-z0-9-]+\.)+[a-z]{2}[^\s"'`)<>\\]*/gi;
const VOCABULARY = /^https?:\/\/www\.w3\.org\/(?:\d{4}|XML)\//;

/** A plugin for Vite that must come before Notebook Kit's own. */
export function localLibraries(): Plugin {
  return {
    name: 'local-libraries',
    enforce: 'pre',
    resolveId(source) {
      if (source !== '@observablehq/plot') return null;
      return fileURLToPath(import.meta.resolve('@observablehq/plot'));
    },
    transform(code, id) {
      const name = STANDARD_LIBRARY.exec(id)?.groups?.['name'];
      if (name === undefined) return null;
      if (name === 'recommendedLibraries') return { code: BUILTINS, map: null };
      if (LEFT_OUT.has(name)) return { code: 'export {};', map: null };
      const rejected = `Promise.reject(new Error('library not installed'))`;
      return { code: code.replaceAll(REMOTE_IMPORT, rejected).replaceAll(REMOTE_FILE, '""'), map: null };
    },
  };
}

/** `file: address` for each address of another host in the pages, scripts and styles under a folder. */
export function findOutsideAddresses(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:html|js|css)$/.test(file),
  );
  return files.sort().flatMap((file) => {
    const addresses = readFileSync(join(folder, file), 'utf8').match(ADDRESS) ?? [];
    return [...new Set(addresses)]
      .filter((address) => !VOCABULARY.test(address))
      .map((address) => `${file}: ${address}`);
  });
}
