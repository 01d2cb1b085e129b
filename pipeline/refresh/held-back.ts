/**
 * Documents that are held back so that the others can be published: where nothing but gates about single councils
 * refuses, the published copies of those councils' documents stay in use until a person has looked. In: what the gates
 * compared and which documents changed; out: the documents to hold back, none where the whole night is to be refused.
 */
import type { Source } from '../sources/register.ts';
import { acceptanceOf, DOCUMENT_GATES, type DocumentFault } from './document-faults.ts';
import type { GateResult } from './gates.ts';
import type { ChangedDocument } from './refusal.ts';

/** A document of tonight that is not published; `before` is the SHA-256 of the copy that stays in use. */
export interface HeldDocument extends ChangedDocument {
  gate: string;
  /** What the gate found, of this council or document. */
  finding: string;
}

/** More of the councils than this share, and more than one, are no matter of single documents. */
const MOST_HELD = 0.1;

/** What the gates were asked about. */
export interface Asked {
  gates: readonly GateResult[];
  /** What was found of single documents, let pass or not. */
  faults: readonly DocumentFault[];
  /** How many councils are published. */
  councils: number;
  /** Whether a copy is held of a source, by its address and hash. */
  isHeld: (source: string, sha256: string) => boolean;
}

/**
 * The documents to hold back. None where any other gate refuses as well, where a council's loss comes from no document
 * that changed (a source was taken out, or is read differently), where the copy before is not to be had, and where too
 * many councils would be held: then something is wrong with the night, not with a document.
 */
export function findHeldDocuments({ gates, faults, councils, isHeld }: Asked): HeldDocument[] {
  const refused = new Set<string>(
    gates.flatMap(({ gate, passed, accepted }) => (passed || accepted !== '' ? [] : [gate])),
  );
  const asked = DOCUMENT_GATES.filter((gate) => refused.delete(gate));
  if (refused.size > 0) return [];
  const wanted = faults.filter(({ gate, accepted }) => accepted === '' && asked.includes(gate));
  const canHold = ({ source, before: copy, now: newer }: ChangedDocument): boolean =>
    newer !== '' && isHeld(source, copy);
  if (wanted.some(({ documents }) => documents.length === 0 || !documents.every(canHold))) return [];
  const held = new Map<string, HeldDocument>();
  for (const { gate, finding, documents } of wanted) {
    for (const document of documents)
      if (!held.has(document.source)) held.set(document.source, { ...document, gate, finding });
  }
  const holding = new Set([...held.values()].map(({ council }) => council)).size;
  const most = Math.max(1, Math.floor(councils * MOST_HELD));
  return holding > most ? [] : [...held.values()];
}

/** The sources with those of held documents pinned to the copy before. */
export function withHeld(sources: readonly Source[], held: readonly HeldDocument[]): Source[] {
  const copies = new Map(held.map(({ source, before }) => [source, before]));
  return sources.map((source) => ({ ...source, pinned: copies.get(source.url) ?? source.pinned }));
}

/** What can be done about them, a sentence each. */
export function whatToDoAboutHeld(held: readonly HeldDocument[]): string[] {
  if (held.length === 0) return [];
  const named = new Set(held.map(({ gate, council }) => acceptanceOf(gate, council)));
  const accept = [...named].map((name) => `--accept "${name}=why"`).join(' ');
  return [
    'The documents held back are used in their copy before, and are held back again every night. Open them in a browser.',
    `If what came is right, let it pass once, with the reason and the options of the nightly job: npx peerlens refresh ${accept}`,
    'Each --accept names one council; leave out those whose document is wrong.',
    'If what came is wrong, write the sha256 of the copy before into the column sha256 of its line in the register: that copy is used, and nothing is said any more, until you take it out again.',
  ];
}
