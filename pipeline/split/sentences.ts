/**
 * Sentences of a passage, also where a flattened layout lost the full stop between them
 * ("… strategy The council will develop …"). Abbreviations, initials and decimals do not end a sentence.
 */
import { cutPassage, type Passage } from './passage.ts';

const STOP = /[.!?]["”’')\]]*(?=\s+["“‘'(]?(?:\p{Lu}|\d)|\p{Lu}\p{Ll}|$)|;\s*(?=\n)|\n+/gu;
const ABBREVIATION =
  /(?:^|[\s(])(?:cllrs?|dr|mr|mrs|ms|st|no|nos|e\.g|i\.e|etc|incl|inc|approx|dept|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|vs|ref|para|fig|including|s|p|\p{Lu})\.$/iu;
const RUN_ON =
  /(?<=[\p{L}\p{N})’'%"])\s+(?=(?:(?:The|A|An|This|These|We|It|Our|There|Once|All)\s(?=\p{Ll}|\d|\p{Lu}\p{Ll}+\s\p{L}+\s(?:\p{L}+\s){0,3}(?:will|is|are|has|have)\b)|(?:In|By|From|During|Throughout|Following|Through|With|As|When|While|Whilst|On|At|For)\s(?:the|this|these|a|an|our|line|addition|order|part)\s|(?:Need|Needs)\sto\s))/gu;
const BINDING =
  /(?:^|[\s(“"'])(?:of|to|in|on|at|by|for|and|or|the|a|an|with|from|as|our|its|their|this|that|called|titled|entitled|named|under|into|via|is|are|be|&|–|-|\p{Lu})$/u;

/** The sentences of a passage in order, trimmed; line breaks end one as well. */
export function splitSentences(passage: Passage): Passage[] {
  const { text } = passage;
  const cuts: number[] = [];
  for (const match of text.matchAll(STOP)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && ABBREVIATION.test(text.slice(Math.max(0, end - 12), match.index + 1)))
      continue;
    cuts.push(end);
  }
  for (const match of text.matchAll(RUN_ON)) {
    if (!BINDING.test(text.slice(Math.max(0, match.index - 12), match.index))) cuts.push(match.index + 1);
  }
  cuts.sort((a, b) => a - b);
  const sentences: Passage[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    if (cut <= from) continue;
    const sentence = cutPassage(passage, from, cut);
    if (/[\p{L}\p{N}]/u.test(sentence.text)) sentences.push(sentence);
    from = cut;
  }
  return sentences;
}
