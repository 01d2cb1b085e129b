/** Headings that name who is responsible, in a plan set out by post: "Director of Place", "Cllr Bell, Portfolio Holder". */
import { countWords } from '../words.ts';

const LONGEST_POSTS = 18;
const OPENS_POST =
  /^(?:(?:interim|acting|deputy|assistant|corporate|strategic|executive|divisional|service|group|joint|the)\s)*(?:chief executive|chief (?:\p{L}+\s){0,3}officer|directors?(?=\sof\s|\s[–-]|,|$)|heads? of|cllr|councillor|leader of the council|portfolio holder|cabinet member|monitoring officer|section 151 officer|(?:city|borough|county) solicitor|town clerk)(?![\p{L}’'])/iu;
/** "Chief Officer recruitment": a subject, not somebody. */
const ABOUT_POST =
  /\b(?:recruitment|appointments?|development|support|training|roles?|reviews?|programme|priorities|actions?|updates?|reports?|objectives|structure|pay|performance)\s*$/i;

/** True for a heading that names a post or a person and nothing else. */
export function isPostHeading(heading: string): boolean {
  return countWords(heading) <= LONGEST_POSTS && OPENS_POST.test(heading) && !ABOUT_POST.test(heading);
}
