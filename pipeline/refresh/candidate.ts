/**
 * The store that a night would publish: made, measured and asked about by the gates; a second time without the
 * documents that a gate holds back, where nothing else refuses. In: plans and the published store; out: the store open.
 */
import type { IsoDay, Plan } from '../model.ts';
import type { Store } from '../store/store.ts';
import { type Decisions, findDocumentFaults } from './document-faults.ts';
import { checkGates, type GateResult, mayPublish } from './gates.ts';
import { type Asked, findHeldDocuments, type HeldDocument } from './held-back.ts';
import { measureRun, type RunMeasures } from './measures.ts';
import { findChangedDocuments } from './refusal.ts';

/** What a night would publish. */
export interface Candidate {
  /** Open, for whoever asked to close. */
  store: Store;
  measures: RunMeasures;
  gates: GateResult[];
  /** Documents of tonight that are not in it. */
  held: HeldDocument[];
}

/** What a candidate is made of. */
export interface CandidateOptions extends Pick<Asked, 'isHeld'>, Decisions {
  /** Makes the store anew from plans, in place of one made before; `null` takes the published one as it is. */
  make: (plans: readonly Plan[] | null) => Promise<Store>;
  plans: readonly Plan[] | null;
  /** The plans again, of some documents in their copy before. */
  readHeld: (held: readonly HeldDocument[]) => Promise<Plan[]>;
  /** The published store; `null` on the first night. */
  before: Store | null;
  asOf: IsoDay;
}

/** Makes the store, and where it helps a second one in which the documents that gates refuse are held back. */
export async function makeCandidate(options: CandidateOptions): Promise<Candidate> {
  const { make, plans, readHeld, before, asOf, accepted, isHeld } = options;
  const lastMeasures = before ? await measureRun(before, asOf) : null;
  const ask = async (from: readonly Plan[] | null) => {
    const store = await make(from);
    const measures = await measureRun(store, asOf);
    const changed = await findChangedDocuments(store, before);
    const faults = lastMeasures
      ? findDocumentFaults({ now: measures, before: lastMeasures, changed }, options)
      : [];
    return { store, measures, gates: checkGates(measures, lastMeasures, accepted, faults), faults };
  };
  const whole = await ask(plans);
  if (lastMeasures === null || mayPublish(whole.gates)) return { ...whole, held: [] };
  const held = findHeldDocuments({
    gates: whole.gates,
    faults: whole.faults,
    councils: Object.keys(lastMeasures.councils).length,
    isHeld,
  });
  if (held.length === 0) return { ...whole, held };
  whole.store.close();
  const without = await ask(await readHeld(held));
  if (mayPublish(without.gates)) return { ...without, held };
  without.store.close();
  return { ...(await ask(plans)), held: [] };
}
