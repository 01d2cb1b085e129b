/**
 * What the two gates find that speak of single documents, and what lets one of them pass: a reason for the whole gate, a
 * reason for one council of it, or the document being the copy that a person pinned in the register.
 */
import { slugOf } from '../store/council-table.ts';
import type { RunMeasures } from './measures.ts';
import type { ChangedDocument } from './refusal.ts';

/** The gates that can be accepted for one council alone. */
export const DOCUMENT_GATES = ['council-actions', 'council-conflicts'] as const;
export type DocumentGate = (typeof DOCUMENT_GATES)[number];

/** A council may lose this share of its actions in a night, or fewer than `FEW_ACTIONS` of them. */
const COUNCIL_LOSS = 0.5;
const FEW_ACTIONS = 3;
/** The reason of a document that the register pins. */
const PINNED = 'the register pins this copy';

/** What a person decided before the night. */
export interface Decisions {
  /** Reasons by gate name, or by `acceptanceOf` a gate and a council. */
  accepted: Readonly<Record<string, string>>;
  /** SHA-256 by source, where the register gives one. */
  pins: ReadonlyMap<string, string>;
}

/** One thing found, of a council or of a document. */
export interface DocumentFault {
  gate: DocumentGate;
  finding: string;
  /** The documents it may come from, none of them a pinned copy unless all are; empty where none changed. */
  documents: ChangedDocument[];
  /** Why it is let pass; empty when it is not. */
  accepted: string;
}

/** What findings are drawn from. */
export interface Compared {
  now: RunMeasures;
  before: RunMeasures;
  /** The sources whose document is not the published one. */
  changed: readonly ChangedDocument[];
}

/** Everything the two gates find, let pass or not. */
export function findDocumentFaults(compared: Compared, { accepted, pins }: Decisions): DocumentFault[] {
  const { now, before, changed } = compared;
  const isPinned = (document: ChangedDocument) => pins.get(document.source) === document.now;
  const fault = (gate: DocumentGate, council: string, finding: string, documents: ChangedDocument[]) => {
    const unpinned = documents.filter((document) => !isPinned(document));
    const pinned = documents.length > 0 && unpinned.length === 0;
    const reason = accepted[gate] ?? accepted[acceptanceOf(gate, council)] ?? (pinned ? PINNED : '');
    return { gate, finding, documents: pinned ? documents : unpinned, accepted: reason };
  };
  return [
    ...findStrangers(now, before).map(({ source, finding }) => {
      const documents = changed.filter((document) => document.source === source);
      return fault('council-conflicts', documents[0]?.council ?? '', finding, documents);
    }),
    ...findLosses(now, before).map(({ council, finding }) =>
      fault(
        'council-actions',
        council,
        finding,
        changed.filter((document) => document.council === council),
      ),
    ),
  ];
}

/** `council-actions` of `Wexmoor Borough Council` → `council-actions:wexmoor-borough-council`; the gate where no council is known. */
export function acceptanceOf(gate: string, council: string): string {
  const slug = slugOf(council);
  return slug === '' ? gate : `${gate}:${slug}`;
}

/** Councils that lost too many of their actions, each with how many there were and are. */
function findLosses(now: RunMeasures, before: RunMeasures): { council: string; finding: string }[] {
  return Object.entries(before.councils).flatMap(([council, had]) => {
    const has = now.councils[council] ?? 0;
    const isLoss = has < had * (1 - COUNCIL_LOSS) && had - has >= FEW_ACTIONS;
    return isLoss ? [{ council, finding: `${council} ${had} → ${has}` }] : [];
  });
}

/** Sources, by address or name, whose document names another council where the one published named none. */
function findStrangers(now: RunMeasures, before: RunMeasures): { source: string; finding: string }[] {
  return Object.entries(now.conflicts).flatMap(([source, message]) =>
    message !== '' && before.conflicts[source] === '' ? [{ source, finding: `${source}: ${message}` }] : [],
  );
}
