/** Deadlines as iCalendar (RFC 5545): one all-day event for each action that is not done and has a last day. */
export interface Deadline {
  action_id: string;
  plan_id: string;
  position: number;
  council: string;
  text: string;
  owners_text: string;
  timescale_text: string;
  end_date: string;
  recommendation: string | null;
  place_label: string;
  source_name: string;
  source_url: string;
}

const SUMMARY_CHARACTERS = 120;

/** Bytes of a line without its break (RFC 5545, 3.1, allows 75). */
const LINE_BYTES = 74;

/** Text of a calendar of one council's deadlines, the same for the same deadlines and day. */
export function makeDeadlineCalendar(council: string, deadlines: readonly Deadline[], asOf: string): string {
  const name = escapeText(`${council}: peer challenge deadlines`);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Peerlens//Deadlines//EN',
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    ...deadlines.flatMap((deadline) => eventOf(deadline, asOf)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function eventOf(deadline: Deadline, asOf: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${deadline.action_id}-${deadline.position}@peerlens`,
    'SEQUENCE:0',
    `DTSTAMP:${asOf.replaceAll('-', '')}T000000Z`,
    `DTSTART;VALUE=DATE:${deadline.end_date.replaceAll('-', '')}`,
    // Outlook shows an event that has no end as a moment unless it is told otherwise.
    'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
    `SUMMARY:${escapeText(shortened(deadline.text))}`,
    `DESCRIPTION:${escapeText(descriptionOf(deadline))}`,
    ...(deadline.source_url === '' ? [] : [`URL;VALUE=URI:${escapeText(deadline.source_url)}`]),
    'END:VEVENT',
  ];
}

/** A text as a value (RFC 5545, 3.3.11). */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n|\r|\n/g, String.raw`\n`);
}

/** A long line on several, none cut inside a character. */
function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= LINE_BYTES) return line;
  let folded = '';
  let from = 0;
  let at = 0;
  let bytes = 0;
  for (const character of line) {
    const size = bytesOf(character);
    if (bytes + size > LINE_BYTES) {
      folded += `${line.slice(from, at)}\r\n `;
      from = at;
      bytes = 0;
    }
    bytes += size;
    at += character.length;
  }
  return folded + line.slice(from);
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
}

function descriptionOf(deadline: Deadline): string {
  const lines = [
    deadline.text,
    deadline.owners_text === '' ? 'Owner: nobody named' : `Owner: ${deadline.owners_text}`,
    `When, in the plan's words: ${deadline.timescale_text}`,
    deadline.recommendation === null ? '' : `Answers: ${deadline.recommendation}`,
    `Source: ${deadline.source_name}, ${deadline.place_label}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function shortened(text: string): string {
  return text.length <= SUMMARY_CHARACTERS ? text : `${text.slice(0, SUMMARY_CHARACTERS - 1).trimEnd()}…`;
}
