/** Rows that line breaks tore, and lines of words that only stand among rows, case by case. */
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

testTableCases(readCases('torn-rows.tsv'));
