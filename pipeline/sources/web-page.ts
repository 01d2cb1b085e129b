/**
 * A web page as the fetching needs it: what it calls itself, how much it says, its links. What it says of actions is
 * read elsewhere.
 */
import { Parser } from 'htmlparser2';

export interface PageLink {
  href: string;
  /** The link's words. */
  text: string;
}

export interface WebPage {
  title: string;
  /** Headings of the first three levels, in page order. */
  headings: string[];
  /** Words a reader sees, those of navigation among them. */
  wordCount: number;
  hasTable: boolean;
  asksForPassword: boolean;
  links: PageLink[];
}

const MAX_LINKS = 2_000;
const LONGEST_WORDS = 500;
/** Elements whose text nobody sees. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg']);
const HEADING = /^h[1-3]$/;

/** Reads a page, however untidy; never throws for what it holds. */
export function readWebPage(html: string): WebPage {
  const page: WebPage = {
    title: '',
    headings: [],
    wordCount: 0,
    hasTable: false,
    asksForPassword: false,
    links: [],
  };
  let link: PageLink | null = null;
  let heading: string | null = null;
  let inTitle = false;
  let unseen = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (UNSEEN.has(name)) unseen++;
      if (name === 'title') inTitle = true;
      if (name === 'table') page.hasTable = true;
      if (name === 'input' && attributes['type']?.toLowerCase() === 'password') page.asksForPassword = true;
      if (HEADING.test(name)) heading = '';
      if (name === 'a' && attributes['href'] && page.links.length < MAX_LINKS) {
        link = { href: attributes['href'], text: '' };
      }
    },
    ontext(words) {
      if (unseen > 0) return;
      if (inTitle) page.title = added(page.title, words);
      else page.wordCount += words.match(/\S+/g)?.length ?? 0;
      if (heading !== null) heading = added(heading, words);
      if (link) link.text = added(link.text, words);
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen--;
      if (name === 'title') inTitle = false;
      if (HEADING.test(name) && heading !== null) {
        page.headings.push(onOneLine(heading));
        heading = null;
      }
      if (name !== 'a' || !link) return;
      page.links.push({ href: link.href, text: onOneLine(link.text) });
      link = null;
    },
  });
  parser.end(html);
  return { ...page, title: onOneLine(page.title) };
}

function added(text: string, words: string): string {
  return `${text}${words}`.slice(0, LONGEST_WORDS);
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
