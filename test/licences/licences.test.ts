import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../pipeline/data-files.ts';
import { buildApp } from '../../pipeline/site/app.ts';
import { formatLicenceList, readUndeclared } from './licence-list.ts';
import { isAccepted, readNotices, readPackages } from './packages.ts';

const packages = readPackages();

describe('licences of packages', () => {
  it.each([
    ['MIT', true, true],
    ['(MIT OR GPL-3.0-or-later)', true, true],
    ['(MIT AND Zlib)', true, true],
    ['(MIT AND GPL-2.0-only)', true, false],
    ['AGPL-3.0-only', false, false],
    ['OFL-1.1', false, true],
    ['OFL-1.1', true, false],
    ['UNLICENSED', true, false],
    ['', true, false],
  ])('%s, passed on: %s, is accepted: %s', (licence, production, accepted) => {
    expect(isAccepted(licence, production)).toBe(accepted);
  });

  it('are all accepted', () => {
    expect(packages.length).toBeGreaterThan(500);
    const stated = packages.filter(({ licence }) => licence !== '');
    expect(stated.filter(({ licence, production }) => !isAccepted(licence, production))).toEqual([]);
  });

  it('are looked up by a person where a package states none', () => {
    const undeclared = readUndeclared();
    const silent = packages.filter(({ licence }) => licence === '');
    expect(silent.map(({ name }) => name)).toEqual(undeclared.map(({ name }) => name));
    const withText = undeclared.filter(({ licence }) => licence === 'MIT');
    for (const { name, where } of withText) {
      const text = readFileSync(packagePath(join('node_modules', name, where)), 'utf8');
      expect(text, name).toMatch(/Permission is hereby granted, free of charge/);
    }
    const without = undeclared.filter(({ licence }) => licence !== 'MIT').map(({ name }) => name);
    expect(silent.filter(({ name, production }) => production && without.includes(name))).toEqual([]);
  });

  it('stand in docs/licences.md as it is generated (npm run docs)', { timeout: 60_000 }, async () => {
    const page = readFileSync(packagePath('docs/licences.md'), 'utf8');
    const { licences } = await buildApp();
    // What the notebooks hold is compared where they are built: test/notebooks.
    const inNotebooks = page.split('## In the notebooks')[1]?.split('## ')[0] ?? '';
    const notebooks = [...inNotebooks.matchAll(/^- (.+)$/gm)].map(([, name = '']) => name);
    expect(page).toBe(formatLicenceList({ site: readNotices(licences), notebooks }));
  });
});

describe('sources of data', () => {
  it('are told for every file and folder of data/', () => {
    const told = readFileSync(packagePath('data/SOURCES.md'), 'utf8');
    const names = readdirSync(packagePath('data')).filter((name) => name !== 'SOURCES.md');
    const headings = (told.match(/^## .*$/gm) ?? []).join('\n');
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !headings.includes(name))).toEqual([]);
    expect(existsSync(packagePath('LICENSE'))).toBe(true);
  });

  it('name who compiled the table of councils, and every column of it', () => {
    const told = readFileSync(packagePath('data/SOURCES.md'), 'utf8');
    const [header = ''] = readFileSync(packagePath('data/councils.csv'), 'utf8').split('\n', 1);
    const columns = header.trim().split(',');
    expect(columns.length).toBeGreaterThan(10);
    expect(columns.filter((column) => !told.includes(`\`${column}\``))).toEqual([]);
    for (const page of [told, readFileSync(packagePath('docs/licences.md'), 'utf8')]) {
      for (const words of [
        'mySociety',
        'licenses/by/4.0',
        'composite_uk_imd',
        'Open Government Licence v3.0',
      ])
        expect(page).toContain(words);
    }
  });
});
