import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../pipeline/cli.ts';
import { packagePath } from '../../pipeline/data-files.ts';
import { formatCommandReference } from './command-reference.ts';
import { listPages, readPage as read } from './pages.ts';

const pages = listPages();

describe('documentation', () => {
  it('has a command reference that is up to date (npm run docs)', () => {
    expect(read('docs/commands.md')).toBe(formatCommandReference());
  });

  it.each(pages)('%s links to files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(packagePath(join(dirname(page), link))))).toEqual([]);
  });

  it.each(pages)('%s names only commands, options and npm scripts there are', (page) => {
    const program = buildProgram(() => undefined);
    const known = new Map(
      program.commands.map((command) => [
        command.name(),
        command.options.flatMap(({ long, short }) => [long, short]),
      ]),
    );
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
    for (const [, name = '', rest = ''] of read(page).matchAll(
      /(?:npx )?\bpeerlens ([a-z]+)\b([^`\n|#]*)/g,
    )) {
      if (name === 'needs' || name === 'is') continue;
      const options = known.get(name);
      expect(options, `${page}: peerlens ${name}`).toBeDefined();
      for (const [option] of rest.matchAll(/(?<=\s)--[a-z][a-z-]*/g)) {
        expect([...(options ?? []), '--quiet'], `${page}: peerlens ${name} ${option}`).toContain(option);
      }
    }
    for (const [, script = ''] of read(page).matchAll(/npm run ([a-z:-]+)/g))
      expect(scripts, `${page}: npm run ${script}`).toContain(script);
  });
});
