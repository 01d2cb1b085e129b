/** Folders of a machine do not reach the site. */
import { describe, expect, it } from 'vitest';
import { sourceName, withoutFolders } from '../../pipeline/site/source-name.ts';

describe('names of files', () => {
  it.each([
    ['plan.pdf', 'plan.pdf'],
    ['plans/2024/plan.pdf', 'plan.pdf'],
    ['/home/someone/plans/plan.pdf', 'plan.pdf'],
    ['C:\\Users\\someone\\plan.pdf', 'plan.pdf'],
    ['https://council.example/a/plan.pdf', 'https://council.example/a/plan.pdf'],
    ['', ''],
  ])('%s is %s', (given, name) => {
    expect(sourceName(given)).toBe(name);
  });

  it.each([
    ['in/a b.pdf', 'in/a b.pdf is binary data', 'a b.pdf is binary data'],
    ['x.pdf', 'no such file: /srv/data/x.pdf', 'no such file: x.pdf'],
    [
      'x.pdf',
      "EACCES: permission denied, open '/srv/my data/x.pdf'",
      "EACCES: permission denied, open 'x.pdf'",
    ],
    ['x.pdf', 'no such file: C:\\data\\in\\x.pdf', 'no such file: x.pdf'],
    ['x.pdf', 'help 24/7 and/or “a/b” is no path', 'help 24/7 and/or “a/b” is no path'],
    ['', 'nothing could be read', 'nothing could be read'],
  ])('of %s, “%s” says “%s”', (name, message, said) => {
    expect(withoutFolders(message, name)).toBe(said);
  });
});
