/**
 * Documents that a landing page links to. Councils publish a page about the challenge whose PDF or Word file is
 * one link away; such links are proposed to a person, never taken silently.
 */
import { readWebPage } from './web-page.ts';

/** A link that looks like a plan, a challenge report or a progress review. */
export interface Candidate {
  url: string;
  /** The link's words. */
  text: string;
  /** Why it was proposed. */
  reason: string;
}

const WORDS =
  /action\s*plan|peer\s*(?:challenge|review)|progress\s*(?:review|update|report)|improvement\s*plan/i;
const DOCUMENT = /\.(?:pdf|docx?|xlsx|odt|rtf)(?:$|[?#])/i;
/** How committee systems serve an attached document. */
const ATTACHMENT = /\/documents\/s\d|\/mgConvert2PDF|\/ecSDDisplay|\/download\//i;

/**
 * Links of an HTML page to documents whose words or address speak of an action plan, a peer challenge or a
 * progress review; each address once, in page order. `pageUrl` resolves relative links.
 */
export function findCandidates(html: string, pageUrl: string): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { href, text } of readWebPage(html).links) {
    if (!URL.canParse(href, pageUrl)) continue;
    const url = new URL(href, pageUrl);
    url.hash = '';
    if (url.protocol !== 'http:' && url.protocol !== 'https:') continue;
    const isDocument = DOCUMENT.test(url.pathname) || ATTACHMENT.test(url.pathname);
    if (!isDocument || found.has(url.href)) continue;
    const address = decodeAddress(url.pathname).replaceAll(/[-_+/]/g, ' ');
    if (WORDS.test(text)) found.set(url.href, { url: url.href, text, reason: 'words of the link' });
    else if (WORDS.test(address)) found.set(url.href, { url: url.href, text, reason: 'address of the link' });
  }
  return [...found.values()];
}

function decodeAddress(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
