/** The columns of `data/facts.dat`, decoded: one place a row, the same row number in every column. */
import type { ColumnEntry, FlagBits, Summary } from '../../pipeline/site/contract.ts';
import { LATENESS, OPEN, latenessOf } from '../lateness.ts';

/** Bits of `flags`; the same as the contract's `FlagBits`. */
export const FLAGS: FlagBits = {
  beforePlan: 1,
  lowConfidence: 2,
  doubted: 4,
  noRecommendation: 8,
  continues: 16,
  checkable: 32,
};

export interface Facts {
  rows: number;
  /** Index into `summary.plans` and `summary.councils`. */
  plan: Uint32Array;
  council: Uint16Array;
  /** Index into `codes.themes`. */
  theme: Uint8Array;
  /** 1 where the theme is only the best of several that were nearly as likely. */
  unsure: Uint8Array;
  /** The theme to count under: `theme`, or one past the last where it is unsure. */
  themeGroup: Uint8Array;
  /** Indices into `codes.kinds`, `codes.statuses`, `codes.owners`, `codes.grains`, `roles`. */
  kind: Uint8Array;
  status: Uint8Array;
  owner: Uint8Array;
  owners: Uint8Array;
  grain: Uint8Array;
  role: Uint8Array;
  flags: Uint8Array;
  /** Day numbers; `OPEN` where there is none. */
  start: Int32Array;
  end: Int32Array;
}

/** Decodes the bytes by the summary's list of columns. Throws when the two do not belong together. */
export function decodeFacts(summary: Summary, bytes: Uint8Array): Facts {
  const rows = summary.actions;
  const wanted = summary.columns.reduce((sum, column) => sum + column.bytes, 0);
  if (wanted !== bytes.length)
    throw new Error(`facts and summary differ: ${bytes.length} bytes for ${wanted}`);
  const columns = new Map<ColumnEntry['name'], Uint8Array>();
  let from = 0;
  for (const column of summary.columns) {
    columns.set(column.name, bytes.subarray(from, from + column.bytes));
    from += column.bytes;
  }
  const column = (name: ColumnEntry['name']): Uint8Array => columns.get(name) ?? new Uint8Array(rows);
  const themes = column('theme');
  const when = column('when');
  const owner = column('owner');
  const end = decodeDays(column('end'), rows, null);
  const facts: Facts = {
    rows,
    plan: new Uint32Array(rows),
    council: new Uint16Array(rows),
    theme: themes.map((code) => code & 7),
    unsure: themes.map((code) => code >> 3),
    themeGroup: themes.map((code) => (code >> 3 ? summary.codes.themes.length : code & 7)),
    kind: when.map((code) => code & 15),
    status: when.map((code) => code >> 4),
    owner: owner.map((code) => code & 3),
    owners: owner.map((code) => code >> 2),
    grain: column('grain'),
    role: column('role'),
    flags: column('flags'),
    end,
    start: decodeDays(column('start'), rows, end),
  };
  for (const [index, plan] of summary.plans.entries()) {
    const [first, after] = plan.rows;
    facts.plan.fill(index, first, after);
    facts.council.fill(plan.council, first, after);
  }
  return facts;
}

/**
 * Lateness of every row on a day, as indices into `LATENESS`; `reported` is the day of the newest document that each
 * council had published by then (see `plans-on-day.ts`).
 */
export function latenessColumn(
  summary: Summary,
  facts: Facts,
  reported: Int32Array,
  asOf: number,
): Uint8Array {
  const { kinds, statuses } = summary.codes;
  const codeOf = new Map(LATENESS.map((name, index) => [name, index]));
  const column = new Uint8Array(facts.rows);
  for (let row = 0; row < facts.rows; row++) {
    const late = latenessOf(
      kinds[facts.kind[row] ?? 0] ?? 'none',
      statuses[facts.status[row] ?? 0] ?? 'unknown',
      facts.start[row] ?? OPEN,
      facts.end[row] ?? OPEN,
      reported[facts.council[row] ?? 0] ?? OPEN,
      asOf,
    );
    column[row] = codeOf.get(late) ?? 0;
  }
  return column;
}

/** Variable-length days (see the contract's `ColumnEntry`); `base` holds the row's end for a `span`. */
function decodeDays(bytes: Uint8Array, rows: number, base: Int32Array | null): Int32Array {
  const days = new Int32Array(rows).fill(OPEN);
  let at = 0;
  let last = 0;
  for (let row = 0; row < rows && at < bytes.length; row++) {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    if (value === 0) continue;
    const zigzag = value - 1;
    const difference = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    const end = base?.[row] ?? OPEN;
    const day = end === OPEN ? last + difference : end + difference;
    days[row] = day;
    if (end === OPEN) last = day;
  }
  return days;
}
