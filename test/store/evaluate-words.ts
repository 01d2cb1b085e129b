/** How often actions are rightly said to have nothing checkable in their words: beside judgements by hand (checkable.tsv). */
import { readFileSync } from 'node:fs';
import { readWordQuality } from '../../pipeline/store/quality.ts';

export type Half = 'tune' | 'held';

export interface CheckableScore {
  /** Actions judged, and those of them with nothing checkable. */
  actions: number;
  uncheckable: number;
  /** Of the actions said to have nothing checkable, the share that have none. */
  precision: number;
  /** Of the actions that have nothing checkable, the share said so. */
  recall: number;
  misses: string[];
}

/** Scores one half of the judgements, or one draw of it. */
export function scoreCheckable(half: Half, draw?: string): CheckableScore {
  const rows = readJudgements().filter((row) => row.half === half && (draw ?? row.draw) === row.draw);
  let [right, wrong, missed] = [0, 0, 0];
  const misses: string[] = [];
  for (const { checkable, text } of rows) {
    const found = readWordQuality(text);
    if (!found.checkable && !checkable) right += 1;
    else if (!found.checkable) wrong += 1;
    else if (!checkable) missed += 1;
    if (found.checkable !== checkable)
      misses.push(`${checkable ? 'wrongly nothing' : 'wrongly checkable'}: ${text} [${found.because}]`);
  }
  return {
    actions: rows.length,
    uncheckable: right + missed,
    precision: right / (right + wrong),
    recall: right / (right + missed),
    misses,
  };
}

function readJudgements(): { half: Half; draw: string; checkable: boolean; text: string }[] {
  return readFileSync(new URL('checkable.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([half, draw = '', checkable, text = '']) => ({
      half: half === 'tune' ? 'tune' : 'held',
      draw,
      checkable: checkable === 'yes',
      text,
    }));
}
