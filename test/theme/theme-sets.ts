/**
 * The sets the classifier is scored on besides its training folds: phrases without context, and plans with a
 * person's answers, read by the pipeline so that each action has the surroundings it has in earnest.
 */
import { readFileSync } from 'node:fs';
import { findGold, registerOf } from '../../pipeline/evaluate/gold.ts';
import { pairActions } from '../../pipeline/evaluate/score.ts';
import { type Theme, type ThemeTag, THEMES } from '../../pipeline/model.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { themeInputs } from '../../pipeline/run.ts';
import { findSources } from '../../pipeline/sources/sources.ts';
import { splitPlan } from '../../pipeline/split/split.ts';
import { type ThemeModel, readModel } from '../../pipeline/theme/model-file.ts';
import { classifyTheme, tagActions } from '../../pipeline/theme/theme.ts';

/** An action or phrase with a person's answer and the pipeline's. */
export interface AnsweredText {
  text: string;
  /** The recommendation it answers; empty for phrases, and where the pipeline found none. */
  recommendation: string;
  theme: Theme;
  theme2: Theme | null;
  /** The plan it comes from; empty for phrases. */
  plan: string;
  tags: ThemeTag[];
}

/** Phrases without context: `text`, `theme`, `theme2` separated by tabs, `-` for no second theme. */
export function readPhrases(path: string): AnsweredText[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => {
    const [text = '', theme = '', theme2 = ''] = line.split('\t');
    const tags = classifyTheme({ text });
    return { text, recommendation: '', theme: readTheme(theme), theme2: maybeTheme(theme2), plan: '', tags };
  });
}

/**
 * Actions of every gold file in a folder, tagged by the model that `modelOf` gives for the plan's name, else by the
 * committed one. An action that the pipeline did not find is tagged by its words alone. `wanted` names the plans, all
 * where it is left out.
 */
export async function readGoldPlans(
  folder: string,
  modelOf: (plan: string) => ThemeModel = readModel,
  wanted?: ReadonlySet<string>,
): Promise<AnsweredText[]> {
  const answered: AnsweredText[] = [];
  for (const { name, planPath, actions: gold } of findGold([folder])) {
    if (wanted?.has(name) === false) continue;
    const { sources } = findSources([registerOf(planPath) || planPath]);
    const source = sources.find((candidate) => candidate.path.endsWith(planPath.split('/').at(-1) ?? ''));
    const facts = source?.facts ?? { name: planPath };
    const { value: document } = await readDocument(readFileSync(planPath), { name: facts.name ?? '' });
    const plan = document ? splitPlan(document, facts).value : null;
    const inputs = plan ? themeInputs(plan) : [];
    const model = modelOf(name);
    const tagged = tagActions(inputs, model);
    const pairs = pairActions(
      gold.map(({ text }) => text),
      inputs.map(({ text }) => text),
    );
    gold.forEach(({ text, theme, theme2 }, index) => {
      const at = pairs.get(index) ?? -1;
      answered.push({
        text,
        recommendation: inputs[at]?.recommendation ?? '',
        theme: readTheme(theme),
        theme2: maybeTheme(theme2 ?? ''),
        plan: name,
        tags: tagged[at] ?? tagActions([{ text }], model)[0] ?? [],
      });
    });
  }
  return answered;
}

function readTheme(word: string): Theme {
  const theme = maybeTheme(word);
  if (!theme) throw new Error(`unknown theme: ${word}`);
  return theme;
}

function maybeTheme(word: string): Theme | null {
  return THEMES.find((theme) => theme === word) ?? null;
}
