/** What each reader hands to the door. */
import type { Block, DocumentFormat, Issue } from '../model.ts';

/** What a reader gives back; `readDocument` adds the hash and the name. */
export interface ReadParts {
  blocks: Block[];
  issues: Issue[];
  title: string;
  pages: number;
  format: DocumentFormat;
}
