/**
 * The sets the classifier is scored on: grouped folds of the training data, plans with a person's answers in
 * `data/gold`, and, where a folder of sealed answers is given, real phrases and real plans that training never saw.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Theme, THEMES } from '../../pipeline/model.ts';

/** An action or phrase with a person's answer. */
export interface AnsweredText {
  text: string;
  /** The recommendation it answers, when the plan's text has it. */
  recommendation: string;
  theme: Theme;
  theme2: Theme | null;
  /** The plan it comes from; empty for phrases. */
  plan: string;
}

interface GoldLine {
  rec: string;
  text: string;
  theme: string;
  theme2: string | null;
}

/** Phrases without context: `text`, `theme`, `theme2` separated by tabs, `-` for no second theme. */
export function readPhrases(path: string): AnsweredText[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => {
    const [text = '', theme = '', theme2 = ''] = line.split('\t');
    return { text, recommendation: '', theme: readTheme(theme), theme2: maybeTheme(theme2), plan: '' };
  });
}

/** Actions of every `*.jsonl` in a folder, each with the words of its recommendation from the plan's own text. */
export function readGoldPlans(goldFolder: string, planFolder: string): AnsweredText[] {
  const files = readdirSync(goldFolder).filter((name) => name.endsWith('.jsonl'));
  return files.sort().flatMap((file) => {
    const plan = file.replace('.jsonl', '');
    const source = readdirSync(planFolder).find((name) => name.startsWith(`${plan}.`));
    const planText =
      source && existsSync(join(planFolder, source)) ? readFileSync(join(planFolder, source), 'utf8') : '';
    const lines = readFileSync(join(goldFolder, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const find = recommendationFinder(planText);
    return lines.map((line) => {
      const gold = JSON.parse(line) as GoldLine;
      return {
        text: gold.text,
        recommendation: find(gold.rec),
        theme: readTheme(gold.theme),
        theme2: maybeTheme(gold.theme2 ?? ''),
        plan,
      };
    });
  });
}

/** Finds a recommendation's words by its ref: a line or table cell behind the number, or a cell with its words. */
function recommendationFinder(planText: string): (ref: string) => string {
  const lines = planText.split(/\r?\n/);
  const found = new Map<string, string>();
  return (ref) => {
    let words = found.get(ref);
    if (words === undefined) {
      words = findRecommendation(lines, ref);
      found.set(ref, words);
    }
    return words;
  };
}

function findRecommendation(lines: readonly string[], ref: string): string {
  if (ref === '') return '';
  const number = ref.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const numbered = new RegExp(`^(?:recommendation |rec )?${number}[.:)]?\\s+([A-Z].{15,})`, 'i');
  for (const line of lines) {
    const words = numbered.exec(line)?.[1]?.split('\t')[0]?.trim();
    if (words && words.length > 15) return words;
  }
  const parts = ref.split('-').filter((part) => part.length > 2);
  if (parts.length < 1 || /\d/.test(ref)) return '';
  const cells = lines
    .map((line) => (line.split('\t')[0] ?? '').trim())
    .filter((cell) => cell !== '' && cell.length < 250);
  const holds = (cell: string): number => parts.filter((part) => cell.toLowerCase().includes(part)).length;
  const best = cells.toSorted((a, b) => holds(b) - holds(a) || a.length - b.length)[0];
  return best && holds(best) * 2 > parts.length ? best : '';
}

function readTheme(word: string): Theme {
  const theme = maybeTheme(word);
  if (!theme) throw new Error(`unknown theme: ${word}`);
  return theme;
}

function maybeTheme(word: string): Theme | null {
  return THEMES.find((theme) => theme === word) ?? null;
}
