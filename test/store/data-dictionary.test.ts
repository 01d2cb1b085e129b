import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listAnalyses, readAnalysis } from '../../pipeline/analyses/analysis.ts';
import { formatDataDictionary, readDataDictionary } from '../../pipeline/store/data-dictionary.ts';

const path = new URL('../../docs/data-dictionary.md', import.meta.url);
const MARK =
  '<!-- generated from here on: WRITE_EXPECTED=1 npx vitest run test/store/data-dictionary.test.ts -->\n';

describe('docs/data-dictionary.md', () => {
  it('says what the schema and the analyses say', async () => {
    const questions = listAnalyses().map((name) => {
      const { question, denominator, unknowns, parameters } = readAnalysis(name);
      const given = parameters.map((one) => `\`${one.name}\` ${one.meaning}`).join('; ');
      return [
        `### ${name}`,
        '',
        question,
        '',
        `- Parameters: ${given === '' ? 'none' : given}.`,
        `- Denominator: ${denominator}.`,
        `- Unknowns: ${unknowns}.`,
        '',
      ].join('\n');
    });
    const tables = formatDataDictionary(await readDataDictionary());
    const generated = `${tables}\n# Questions\n\nEach is one file of \`pipeline/analyses/\`.\n\n${questions.join('\n')}`;
    const document = readFileSync(path, 'utf8');
    const [preface = ''] = document.split(MARK);
    if (process.env['WRITE_EXPECTED'] === '1') writeFileSync(path, `${preface}${MARK}\n${generated}`);
    expect(readFileSync(path, 'utf8')).toBe(`${preface}${MARK}\n${generated}`);
  });
});
