/**
 * How a sheet shows a number: dates as formatted (`Sep-24` is a month, not the first of it), percentages, decimals.
 * In: a number and its format code; out: the words on the screen. No Date objects: serials are counted by hand.
 */

/** Format codes that files refer to by number alone (ECMA-376 part 1, 18.8.30), dates as shown in the UK. */
export const builtInFormats: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: 'h:mm:ss',
  47: 'mm:ss',
  ...Object.fromEntries(
    [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, 'dd/mm/yyyy']),
  ),
};

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A format's first section without colours, locales and conditions; a currency in brackets becomes quoted. */
function cleanCode(code: string): string {
  let section = '';
  for (const [token] of code.slice(0, 255).matchAll(/"[^"]{0,80}"|\[[^[\]]{0,40}\]|\\.|[^"\\]/g)) {
    if (token === ';') break;
    if (!token.startsWith('[')) section += token;
    else if (token.startsWith('[$')) section += `"${token.slice(2, -1).split('-')[0] ?? ''}"`;
    else if (/^\[[hms]+\]$/i.test(token)) section += token;
  }
  return section;
}

/** True when a format shows a date or a time. */
export function isDateFormat(code: string): boolean {
  const bare = cleanCode(code)
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .toLowerCase();
  return /[dy]|m(?!ay)|h|s(?!td)/.test(bare) && !/general|[0#?]/.test(bare.replaceAll(/\.0+/g, ''));
}

/** The number as shown. `epoch1904` counts days from 1904, as old files for the Mac do. */
export function formatNumber(value: number, code: string, epoch1904 = false): string {
  if (code === '' || /^general$/i.test(code) || code === '@') return plainNumber(value);
  if (isDateFormat(code)) return formatDate(value + (epoch1904 ? 1462 : 0), cleanCode(code));
  return formatDecimal(value, cleanCode(code));
}

/** Fifteen significant digits, as sheets keep; no exponent where a person would write none. */
function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return Math.abs(rounded) < 1e15 && Math.abs(rounded) >= 1e-6 ? rounded.toString() : String(rounded);
}

function formatDecimal(value: number, code: string): string {
  const percent = code.includes('%');
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '');
  const decimals = /\.([0#?]+)/.exec(bare)?.[1]?.length ?? 0;
  const amount = (percent ? value * 100 : value).toFixed(Math.min(20, decimals));
  const [whole = '', fraction] = amount.split('.');
  const grouped = bare.includes(',') ? groupThousands(whole) : whole;
  const width = /^[^0#?]*(0+)/.exec(bare)?.[1]?.length ?? 0;
  const padded = grouped.padStart(bare.includes(',') ? 0 : width, '0');
  const number = fraction === undefined ? padded : `${padded}.${fraction}`;
  const sign = number.startsWith('-') ? '-' : '';
  const first = code.search(/[0#?]/);
  const last = code.search(/[0#?][^0#?]*$/);
  const suffix = literals(code.slice(last + 1));
  return `${sign}${literals(code.slice(0, Math.max(0, first)))}${number.replace('-', '')}${suffix}`.trim();
}

function groupThousands(whole: string): string {
  const digits = whole.replace('-', '');
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return `${whole.startsWith('-') ? '-' : ''}${groups.join(',')}`;
}

/** Quoted and escaped words of a part of a format, and the signs that show as they are. */
function literals(part: string): string {
  let shown = '';
  for (const [whole, quoted, escaped] of part.matchAll(/"([^"]*)"|\\(.)|_.|\*.|[£$€%() -]/g)) {
    if (!/^[_*]/.test(whole)) shown += quoted ?? escaped ?? whole;
  }
  return shown;
}

/** Year, month (1..12), day and weekday (0 is Sunday) of a serial; the 29 February 1900 that never was included. */
export function serialDate(serial: number): { year: number; month: number; day: number; weekday: number } {
  const days = Math.floor(serial);
  if (days === 60) return { year: 1900, month: 2, day: 29, weekday: 3 };
  // Days since 1 March 0000 of the proleptic calendar (Hinnant, "chrono-compatible low-level date algorithms").
  const shifted = days + 693_899 + (days < 60 ? 1 : 0);
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day,
    weekday: (((days - 1) % 7) + 7) % 7,
  };
}

function formatDate(serial: number, code: string): string {
  const { year, month, day, weekday } = serialDate(serial);
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const half = /am\/pm|a\/p/i.test(code);
  const hours24 = Math.floor(seconds / 3600) % 24;
  const hours = half ? hours24 % 12 || 12 : hours24;
  const minutes = Math.floor(seconds / 60) % 60;
  let afterHours = false;
  const pad = (number: number, token: string): string =>
    String(number).padStart(Math.min(2, token.length), '0');
  const tokens = /"([^"]*)"|\\(.)|_.|\*.|am\/pm|a\/p|\[?(y+|m+|d+|h+|s+)\]?|@|./gi;
  let shown = '';
  for (const [whole, quoted, escaped, letters] of code.matchAll(tokens)) {
    const token = letters?.toLowerCase() ?? '';
    const [kind] = token;
    if (quoted !== undefined || escaped !== undefined) shown += quoted ?? escaped ?? '';
    else if (/^(?:am\/pm|a\/p)$/i.test(whole)) shown += hours24 < 12 ? 'AM' : 'PM';
    else if (kind === 'y') shown += token.length > 2 ? String(year) : String(year % 100).padStart(2, '0');
    else if (kind === 'd')
      shown += token.length > 2 ? name(dayNames[weekday], token.length) : pad(day, token);
    else if (kind === 'h') shown += pad(hours, token);
    else if (kind === 's') shown += pad(seconds % 60, token);
    else if (kind === 'm') {
      // `m` is minutes right after hours or before seconds, else months.
      const isMinutes =
        token.length <= 2 && (afterHours || /^m+\]?:?s/i.test(code.slice(code.indexOf(whole))));
      shown += isMinutes ? pad(minutes, token) : monthText(month, token);
    } else if (whole !== '@' && !/^[_*]/.test(whole)) shown += whole;
    if (kind !== undefined) afterHours = kind === 'h';
  }
  return shown.trim();
}

function monthText(month: number, token: string): string {
  if (token.length <= 2) return String(month).padStart(token.length, '0');
  return token.length === 5
    ? (monthNames[month - 1] ?? '').slice(0, 1)
    : name(monthNames[month - 1], token.length);
}

function name(full: string | undefined, length: number): string {
  return length === 3 ? (full ?? '').slice(0, 3) : (full ?? '');
}
