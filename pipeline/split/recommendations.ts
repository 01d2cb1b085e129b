/**
 * The recommendations of a plan: kept verbatim, numbered as printed, found again when a later heading or row says
 * the same words.
 */
import type { Place, Recommendation } from '../model.ts';
import { LikeTexts, likeness } from './like-texts.ts';
import { placeOf, type Passage } from './passage.ts';

const NUMBERED =
  /^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=(?:\p{L}+ ){0,3}rec))?(?:(?:(?:key|lga|cpc|peer|team|review|challenge|priority|main|core|headline|high|level|strategic) ){0,3}recommendations?|rec\.?|kr|r)\s?(?:no\.?\s?|number\s|#)?(\d{1,2}(?:\.\d{1,2})?[a-z]?)(?:\s*[:.)–—-]\s*|\s+|$)/iu;
/** "Recommendation A: …", "RECOMMENDATION FOUR – …", "Recommendation iv": counted by letters or words. */
const LETTERED =
  /^\s*(?:\p{L}+ ){0,3}(?:recommendation|Recommendation|RECOMMENDATION|Rec\.?)\s(?:[Nn]o\.?\s?|[Nn]umber\s)?([A-L]|[IVX]{2,4}|(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[A-Z]{3,6}))(?:\s*[:.)–—-]\s*|\s*$)/u;
const COUNTS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** "CPC3 – …", "LGA-2: …": numbered with the review's own letters; "CPC3.1" counts actions. */
const CODED = /^\s*(?:cpc|lga|pc|pr)[ -]?(\d{1,2})\s*[:.)–—-]\s+/i;
const BARE_NUMBER = /^\s*\(?(\d{1,2}(?:\.\d{1,2})?)[.):]?\s+(?=\p{Lu})/u;

/** The number a text opens with (`Recommendation 4: …`, `R3 …`) and where its words begin; `null` for none. */
export function findNumber(text: string, bare = false): { ref: string; at: number } | null {
  const match = NUMBERED.exec(text) ?? CODED.exec(text) ?? (bare ? BARE_NUMBER.exec(text) : null);
  if (match?.[1]) return { ref: match[1], at: match[0].length };
  const lettered = LETTERED.exec(text);
  if (!lettered?.[1]) return null;
  const count = COUNTS.indexOf(lettered[1].toLowerCase()) + 1;
  if (count === 0 && lettered[1].length > 4) return null;
  return { ref: count > 0 ? String(count) : lettered[1], at: lettered[0].length };
}

/** Words after a number that are a label, not the recommendation's own: "Recommendation 2 actions", "(continued)". */
const LABEL_WORDS =
  /^\W{0,3}(?:(?:our|council|key|proposed) )?(?:actions?|action plan|response|responses|progress|progress update|update|continued|cont['’]?d?|table)\W{0,3}$/i;

/** A recommendation's words without what only labels them; empty for "actions" and the like. */
export function ownWords(text: string): string {
  return LABEL_WORDS.test(text) ? '' : text;
}

/** Refs that a reference cell names: `1`, `R2 and R5`, `3, 4 & 6`, `Recs 1-3`. */
export function findRefs(text: string): string[] {
  const refs: string[] = [];
  for (const match of text.matchAll(
    /(?<![\d.£])(\d{1,3}(?:\.\d{1,2})?[a-z]?)(?:\s?(?:-|–|to)\s?[a-z]?(\d{1,2})\b)?(?![\d%])/gi,
  )) {
    const from = match[1] ?? '';
    const to = Number(match[2] ?? Number.NaN);
    refs.push(from);
    for (let ref = Number(from) + 1; ref <= to && to - Number(from) < 20; ref += 1) refs.push(String(ref));
  }
  return [...new Set(refs)];
}

/** True for a cell that names recommendations by their numbers alone: `R1, R5`, `Recs 2 & 4`. */
export function namesRefsOnly(text: string): boolean {
  const rest = text.replaceAll(
    /\b(?:recommendations?|recs?|r|and|to|nos?)\b|\br?\d{1,2}(?:\.\d{1,2})?[a-z]?\b/gi,
    '',
  );
  return /\d/.test(text) && !/[\p{L}\d]/u.test(rest);
}

const FIVE_THEMES =
  /^(?:\d\.?\s)?(?:(?:local )?priorities and outcomes|(?:organisational and )?place leadership|organisational (?:and place )?leadership|governance(?: and culture)?|financial (?:planning|management|sustainability)|finance|capacity(?: for| to)? improve)/i;
const NAMED_THEME =
  /^(?:key |core |cpc )?theme\s?(?:\d{1,2}|[a-f]\b|one|two|three|four|five)?\s?[:.–—-]?\s?(?=\p{Lu})/iu;

/** The theme a plan files things under, as printed in the nearest heading that names one; empty when none does. */
export function themeOf(headings: readonly string[]): string {
  const heading = headings.findLast((text) => NAMED_THEME.test(text) || FIVE_THEMES.test(text)) ?? '';
  return heading.replace(NAMED_THEME, '').trim();
}

/** A list longer than this is no council's; only its beginning is searched for like words. */
const MOST_COMPARED = 400;

/** Collects recommendations as they come up. */
export class RecommendationList {
  readonly all: Recommendation[] = [];
  private readonly words = new LikeTexts(MOST_COMPARED);
  private readonly texts = new Map<string, Recommendation>();
  private readonly refs = new Map<string, Recommendation>();

  byRef(ref: string): Recommendation | undefined {
    return this.refs.get(ref.toLowerCase());
  }

  /** The one whose words are these, or `undefined`. */
  like(text: string): Recommendation | undefined {
    const same = this.texts.get(text);
    if (same) return same;
    return this.all[this.words.mostLike(text, 0.6)];
  }

  /** Adds a recommendation, or finds it: by its number first, then by its words. Gives its ref. */
  add(passage: Passage, ref: string, statedTheme: string): string {
    const text = ownWords(passage.text.replaceAll(/\s+/g, ' ').trim());
    const numbered = ref === '' ? undefined : this.byRef(ref);
    if (numbered && numbered.text !== '' && text !== '' && likeness(numbered.text, text) < 0.25) {
      return this.like(text)?.ref ?? this.addAgain(text, ref, statedTheme, placeOf(passage));
    }
    const known = ref === '' ? this.like(text) : numbered;
    if (known) {
      if (known.text === '' && text !== '') {
        Object.assign(known, { text, place: placeOf(passage) });
        this.words.add(this.all.indexOf(known), text);
      }
      if (known.statedTheme === '') known.statedTheme = statedTheme;
      return known.ref;
    }
    const alike = ref !== '' && text.length > 30 ? this.like(text) : undefined;
    if (alike && likeness(alike.text, text) > 0.9) return alike.ref;
    const made = ref === '' ? this.nextRef() : ref;
    return this.keep({ ref: made, text, statedTheme, place: placeOf(passage) });
  }

  /** All of them, by number where every number is whole. */
  inOrder(): Recommendation[] {
    const whole = this.all.every((each) => /^\d+$/.test(each.ref));
    return whole ? this.all.toSorted((a, b) => Number(a.ref) - Number(b.ref)) : [...this.all];
  }

  private keep(recommendation: Recommendation): string {
    this.words.add(this.all.length, recommendation.text);
    this.all.push(recommendation);
    this.refs.set(recommendation.ref.toLowerCase(), recommendation);
    if (recommendation.text !== '') this.texts.set(recommendation.text, recommendation);
    return recommendation.ref;
  }

  /** A number that a plan uses twice (once in each theme): the second is told apart as `1 (2)`. */
  private addAgain(text: string, ref: string, statedTheme: string, place: Place): string {
    let count = 2;
    while (this.byRef(`${ref} (${count})`)) count += 1;
    const made = `${ref} (${count})`;
    return this.keep({ ref: made, text, statedTheme, place });
  }

  private nextRef(): string {
    let next = this.all.length + 1;
    while (this.byRef(String(next))) next += 1;
    return String(next);
  }
}
