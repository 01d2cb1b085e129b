/** Tabs around rows are told from tabs beside empty cells, case by case. `\t` stands for a tab. */
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

testTableCases(
  readCases('tab-frames.tsv').map((each) => ({
    ...each,
    text: (each['text'] ?? '').replaceAll('\\t', '\t'),
  })),
);
