/** Pipe tables that lost cells merged with those above, and tables that lost none, case by case. */
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

testTableCases(readCases('merged-pipe-cells.tsv'));
