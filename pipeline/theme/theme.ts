/**
 * The theme stage's door: an action's words with what stands around it in, the five themes with probabilities out.
 * Trained by `train.ts`; loaded on first use. Nothing here reads the network, the clock or the environment.
 */
import { THEMES, type ThemeTag } from '../model.ts';
import { type ReadText, type SparseRow, readText, weighTerms } from './features.ts';
import { type TextScore, familyScore, familyWithout, fuseScores, sumScores } from './fusion.ts';
import { findSubject } from './heading-subject.ts';
import { type ThemeModel, readModel } from './model-file.ts';
import { scoreRow, softmax } from './regression.ts';
import { themeFromWords } from './theme-names.ts';

export { themeFromWords } from './theme-names.ts';

/** An action's words and its surroundings; only `text` is needed. */
export interface ThemeInput {
  text: string;
  /** The reviewers' words that it answers. */
  recommendation?: string | undefined;
  /** The objective or sub-heading it stands under. */
  heading?: string | undefined;
  /** The other actions of the same recommendation. */
  siblings?: readonly string[] | undefined;
  /** The theme the plan files it under, as printed in a theme column, label or heading about themes. */
  stated?: string | undefined;
}

/** A text scored by the one-text model, kept for evidence. */
interface ScoredText extends TextScore {
  read: ReadText;
  row: SparseRow;
  /** The model's weights of the sparse terms. */
  weights: Float64Array;
  /** The lexicon's words by theme, once they were asked for. */
  strongest: Map<number, string[]>;
}

const EVIDENCE_LIMIT = 5;
const LEAST_GAIN = 0.15;
let loaded: ThemeModel | undefined;

/**
 * All five themes of one action, the likeliest first, summing to 1 (four decimals). A theme that the plan states
 * has probability 1 and basis `stated`. The first two carry evidence. Never throws, whatever the text; see `isUnsure` for what to trust.
 */
export function classifyTheme(input: ThemeInput): ThemeTag[] {
  const tagger = new ThemeTagger(model());
  return tagger.tag(input, tagger.family(input.siblings ?? []));
}

/**
 * Tags many actions, in order. A text that recurs is scored once. Siblings are worked out here, whatever `siblings`
 * says: the other inputs with the same recommendation or, without one, with the same heading. `by` is the committed
 * model unless another is to be measured.
 */
export function tagActions(inputs: readonly ThemeInput[], by: ThemeModel = model()): ThemeTag[][] {
  const tagger = new ThemeTagger(by);
  const families = Map.groupBy(inputs, familyKey);
  const sums = new Map(
    [...families].map(([key, family]) => [key, sumScores(family.map(({ text }) => tagger.score(text)))]),
  );
  return inputs.map((input) => {
    const key = familyKey(input);
    if (key === '') return tagger.tag(input, undefined);
    const count = families.get(key)?.length ?? 0;
    return tagger.tag(input, familyWithout(sums.get(key) ?? [], count, tagger.score(input.text)));
  });
}

/** What makes actions siblings; empty for an action that stands alone. */
function familyKey({ recommendation, heading }: ThemeInput): string {
  return recommendation || findSubject(heading ?? '');
}

/** True when the first theme is too unlikely to be shown as the answer; stated and overridden themes never are. */
export function isUnsure(tags: readonly ThemeTag[]): boolean {
  const first = tags[0];
  if (!first) return true;
  return first.basis === 'model' && first.probability < model().fusion.unsureBelow;
}

/** The second theme where it fits nearly as well, by the fitted cut-off; null otherwise. */
export function secondTheme(tags: readonly ThemeTag[]): ThemeTag | null {
  const second = tags[1];
  return second && second.probability >= model().fusion.secondFrom ? second : null;
}

class ThemeTagger {
  private readonly scores = new Map<string, ScoredText>();
  private readonly model: ThemeModel;

  constructor(by: ThemeModel) {
    this.model = by;
  }

  tag({ text, recommendation, heading, stated }: ThemeInput, siblings: TextScore | undefined): ThemeTag[] {
    const named = themeFromWords(stated ?? '', 'column') ?? themeFromWords(heading ?? '');
    if (named) return stateTheme(THEMES.indexOf(named), stated || heading || '');
    const own = this.score(text);
    const headingWords = [heading, stated]
      .map((words) => findSubject(words ?? '', recommendation))
      .filter((words) => words !== '')
      .join('. ');
    const context = {
      recommendation: recommendation ? this.scoreContext(recommendation) : undefined,
      heading: headingWords ? this.scoreContext(headingWords) : undefined,
      siblings,
    };
    const shares = roundShares(fuseScores(own, context, this.model.fusion));
    const tags = sortTags(shares);
    for (const tag of tags.slice(0, 2)) tag.evidence = findEvidence(THEMES.indexOf(tag.theme), own, context);
    return tags;
  }

  family(texts: readonly string[]): TextScore | undefined {
    return familyScore(sumScores(texts.map((text) => this.score(text))), texts.length);
  }

  private scoreContext(text: string): ScoredText {
    const score = this.score(text);
    return { ...score, weight: score.read.contextWeight };
  }

  score(text: string): ScoredText {
    let score = this.scores.get(text);
    if (!score) {
      score = scoreText(text, this.model);
      this.scores.set(text, score);
    }
    return score;
  }
}

function model(): ThemeModel {
  return (loaded ??= readModel());
}

function scoreText(text: string, { regression, vocabulary }: ThemeModel): ScoredText {
  const read = readText(text);
  const row = weighTerms(read, vocabulary);
  const logs = softmax(scoreRow(regression, read.dense, row)).map(Math.log);
  const weights = regression.weights.subarray(regression.weights.length - vocabulary.size * THEMES.length);
  return { logs, weight: read.weight, read, row, weights, strongest: new Map() };
}

/** The trained terms that speak for a theme, by how much more they do than for the mean theme. */
function gainedTerms(theme: number, { read, row, weights }: ScoredText): { words: string; gain: number }[] {
  const gained: { words: string; gain: number }[] = [];
  for (const [k, index] of row.indices.entries()) {
    const value = row.values[k] ?? 0;
    const at = index * THEMES.length;
    let sum = 0;
    for (let t = 0; t < THEMES.length; t++) sum += (weights[at + t] ?? 0) * value;
    const gain = (weights[at + theme] ?? 0) * value - sum / THEMES.length;
    if (gain > LEAST_GAIN) gained.push({ words: read.surfaces[row.sources[k] ?? 0] ?? '', gain });
  }
  return gained.toSorted((a, b) => b.gain - a.gain);
}

/** Words of the lexicon first, then the trained terms that gained most, then the surroundings that agree. */
function findEvidence(
  theme: number,
  own: ScoredText,
  context: { recommendation?: ScoredText | undefined; heading?: ScoredText | undefined },
): string[] {
  const words = new Set(strongestMatches(theme, own));
  for (const term of gainedTerms(theme, own)) {
    if (words.size >= EVIDENCE_LIMIT) break;
    if (![...words].some((word) => word.includes(term.words))) words.add(term.words);
  }
  const evidence = [...words].slice(0, EVIDENCE_LIMIT);
  for (const [name, score] of [
    ['recommendation', context.recommendation],
    ['heading', context.heading],
  ] as const) {
    if (!score || (score.logs[theme] ?? 0) < Math.log(0.3)) continue;
    evidence.push(`${name}: ${strongestMatches(theme, score).slice(0, 3).join(', ') || 'its wording'}`);
  }
  return evidence;
}

function strongestMatches(theme: number, score: ScoredText): string[] {
  let words = score.strongest.get(theme);
  if (!words) {
    const matches = score.read.matches.filter((match) => match.theme === theme);
    matches.sort((a, b) => b.strength - a.strength);
    words = [...new Set(matches.map((match) => match.words.trim()))];
    score.strongest.set(theme, words);
  }
  return words;
}

/** Four decimals that sum to 1: what rounding leaves over goes to the largest. */
function roundShares(shares: readonly number[]): number[] {
  const parts = shares.map((share) => Math.round(share * 10_000));
  const largest = parts.indexOf(Math.max(...parts));
  parts[largest] = (parts[largest] ?? 0) + 10_000 - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / 10_000);
}

function sortTags(shares: readonly number[]): ThemeTag[] {
  const tags = THEMES.map((theme, t): ThemeTag => ({
    theme,
    probability: shares[t] ?? 0,
    basis: 'model',
    evidence: [],
  }));
  return tags.toSorted((a, b) => b.probability - a.probability);
}

function stateTheme(stated: number, words: string): ThemeTag[] {
  const tags = THEMES.map((theme, t): ThemeTag => ({
    theme,
    probability: t === stated ? 1 : 0,
    basis: 'stated',
    evidence: t === stated ? [words.trim()] : [],
  }));
  return tags.toSorted((a, b) => b.probability - a.probability);
}
