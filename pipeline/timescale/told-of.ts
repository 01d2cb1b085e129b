/**
 * One account of progress over several actions ("The compact was signed. A second summit is being planned."): which
 * of its sentences tell of which action, by the words they share.
 */

/** Words that tell nothing of which action is meant. */
const COMMON = new Set(
  'this that with from have been will their they them were which what when where into over more most than then also each every other such being council councils councillors members officers action actions work plan plans review report'.split(
    ' ',
  ),
);

/**
 * The sentences of `text` that tell of `actions[index]`, or those that tell of none of them where no sentence names
 * it; `undefined` where the text is one sentence, or where it cannot be told what it speaks of.
 */
export function sentencesAbout(text: string, actions: readonly string[], index: number): string | undefined {
  const sentences = text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\d])|(?<=;)\s+|\n+/u)
    .filter((one) => one.trim() !== '');
  if (sentences.length < 2 || actions.length < 2) return undefined;
  const stems = actions.map((action) => stemsOf(action));
  let before = new Set<number>();
  const subjects = sentences.map((sentence) => {
    const found = subjectsOf(sentence, stems);
    const goesOn = found.size === 0 && /^(?:it|this|these|they|both)\b/i.test(sentence.trim());
    before = goesOn ? before : found;
    return before;
  });
  const named = new Set(subjects.flatMap((found) => [...found]));
  if (named.size * 2 < actions.length) return undefined;
  const told = sentences.filter((_, at) =>
    named.has(index) ? subjects[at]?.has(index) : subjects[at]?.size === 0,
  );
  return told.length === 0 ? undefined : told.join(' ');
}

/** The actions that share the most telling words with a sentence, those it opens with first; none where they share nothing. */
function subjectsOf(sentence: string, actions: readonly ReadonlySet<string>[]): Set<number> {
  const words = stemsOf(sentence);
  const subject = stemsOf(sentence.trim().split(/\s+/, 5).join(' '));
  const weigh = (word: string) => (subject.has(word) ? 2 : 1) / spread(word, actions);
  const scores = actions.map((stems) =>
    [...words].reduce((sum, word) => sum + (stems.has(word) ? weigh(word) : 0), 0),
  );
  const most = Math.max(...scores);
  const found = new Set<number>();
  if (most >= 0.5) for (const [at, score] of scores.entries()) if (score > most * 0.8) found.add(at);
  return found;
}

function spread(word: string, actions: readonly ReadonlySet<string>[]): number {
  return Math.max(1, actions.filter((stems) => stems.has(word)).length);
}

function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return new Set(
    words
      .filter((word) => !COMMON.has(word))
      .map((word) => word.replace(/(?<=.{4})(?:ies|ing|ed|es|s|e|y)$/, '')),
  );
}
