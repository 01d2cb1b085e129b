import { expect, it } from 'vitest';
import { readBlocks, readCommands } from './page-commands.ts';

const PAGE = `# A page

Run \`npm test\`; \`peerlens read FILE --json\` prints it. \`peerlens build\` is only a name here, and so are \`build/\` and
\`npm\`. Each night: \`0 3 * * 1-5 cd /srv && npx peerlens refresh --quiet\`.

\`\`\`sh
npm ci && npm start    # both
# only a comment
npx peerlens check "draft #1.docx"
\`\`\`

1. In a list:

   \`\`\`sh
   npx peerlens read plan.pdf
   \`\`\`

\`\`\`
npx peerlens is not typed here
\`\`\`

\`\`\`sql
SELECT 1;
\`\`\`
`;

it('finds what a reader types, and nothing else', () => {
  expect(readCommands('a.md', PAGE).map(({ text }) => text)).toEqual([
    'npm test',
    'peerlens read FILE --json',
    'cd /srv',
    'npx peerlens refresh --quiet',
    'npm ci',
    'npm start',
    'npx peerlens check "draft #1.docx"',
    'npx peerlens read plan.pdf',
  ]);
  expect(readCommands('a.md', 'No code at all, \nnot even one `word`.')).toEqual([]);
});

it('finds blocks by their language', () => {
  expect(readBlocks(PAGE, 'sql')).toEqual(['SELECT 1;\n']);
  expect(readBlocks(PAGE, 'python')).toEqual([]);
});
