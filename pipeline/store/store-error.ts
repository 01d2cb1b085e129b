/** The one error the store throws, with a code that callers and the command line can tell apart. */

export type StoreErrorCode =
  | 'store-missing'
  | 'store-corrupt'
  | 'store-older'
  | 'store-newer'
  | 'store-locked'
  | 'store-disk-full'
  | 'store-unreadable'
  | 'partitions-missing'
  | 'partitions-incomplete'
  | 'partitions-mixed'
  | 'partitions-unreadable'
  | 'query-failed';

/** Says what is wrong and what to do about it; the cause is the library's own error. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

const signs: [StoreErrorCode, RegExp][] = [
  ['store-locked', /could not set lock on file|conflicting lock/i],
  [
    'store-disk-full',
    /no space left|disk quota|file too large|out of disk|could not write|failed to offload|max_temp_directory_size/i,
  ],
  [
    'store-corrupt',
    /not a valid duckdb database file|corrupt|checksum|deserializ|serialization error|could not read enough bytes|failed to (?:load|read) (?:metadata|block)|internal error|trailing data|too small/i,
  ],
  ['store-missing', /no such file/i],
];

const waysOut: Partial<Record<StoreErrorCode, string>> = {
  'store-missing': 'build it first, or give the path of a store',
  'store-corrupt':
    'it was left as it is; restore a copy, or move it away and build again (earlier versions of plans are lost unless their documents are given again)',
  'store-locked': 'another build is writing it; wait until that has ended and try again',
  'store-disk-full': 'free some space and build again; the last good store was left untouched',
};

/** The library's error as a `StoreError`; one that already is comes back unchanged. */
export function toStoreError(error: unknown, path: string, otherwise: StoreErrorCode): StoreError {
  if (error instanceof StoreError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const code = signs.find(([, sign]) => sign.test(reason))?.[0] ?? otherwise;
  const fault = `${code.replace('-', ' ')}: ${path}`;
  return new StoreError(code, `${fault} (${reason.split('\n')[0] ?? ''})${wayOut(code)}`, error);
}

function wayOut(code: StoreErrorCode): string {
  const way = waysOut[code];
  return way === undefined ? '' : `: ${way}`;
}
