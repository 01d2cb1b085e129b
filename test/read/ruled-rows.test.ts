/** Rows that Markdown rules off though they are none of a header, case by case. */
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

testTableCases(readCases('ruled-rows.tsv'));
