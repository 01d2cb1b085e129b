/** Deadlines as iCalendar (RFC 5545): one all-day event for each action that is not done and has a last day. */
import ical from 'ical-generator';

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

/** Text of a calendar of one council's deadlines, the same for the same deadlines and day. */
export function makeDeadlineCalendar(council: string, deadlines: readonly Deadline[], asOf: string): string {
  // The library leaves the calendar's name as it is; commas and semicolons in it need escaping (RFC 5545, 3.3.11).
  const name = `${council}: peer challenge deadlines`.replace(/([\\;,])/g, '\\$1');
  const calendar = ical({ name, prodId: { company: 'Peerlens', product: 'Deadlines' } });
  for (const deadline of deadlines) {
    calendar.createEvent({
      id: `${deadline.action_id}-${deadline.position}@peerlens`,
      stamp: `${asOf}T00:00:00Z`,
      start: deadline.end_date,
      allDay: true,
      summary: shortened(deadline.text),
      description: descriptionOf(deadline),
      ...(deadline.source_url === '' ? {} : { url: deadline.source_url }),
    });
  }
  return `${calendar.toString()}\r\n`;
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
