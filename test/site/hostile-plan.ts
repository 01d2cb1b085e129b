/** A plan whose every text tries to be something else than text. */
import type { Plan } from '../../pipeline/model.ts';
import { generatePlans } from './generated-plans.ts';

/** Set by any of the texts that is run; stays undefined. */
export const TRAP = 'peerlensTrapped';

const SCRIPT = `<script>window.${TRAP}=1</script><img src=x onerror="window.${TRAP}=2"><svg/onload=window.${TRAP}=3>`;

export const HOSTILE_TEXTS = {
  script: SCRIPT,
  quotes: `"'\`</title></textarea></style>--><!-- ${SCRIPT} ' onmouseover='window.${TRAP}=4`,
  rightToLeft:
    'Report \u202Efdp.exe\u202C on \u05D0\u05D1\u05D2 and \u0627\u0644\u0639\u0631\u0628\u064A\u0629 \u200F\u200E',
  long: 'Unbroken'.repeat(1_250),
  emoji:
    '\u{1F3DB}\u{FE0F} Publish \u{1F469}\u{1F3FD}\u200D\u{1F4BC} \u{1F1EC}\u{1F1E7} \u0130stanbul e\u0301\u0302\u0303',
  formula: '=HYPERLINK("http://evil.example/","click")',
} as const;

/** One plan of a council with a hostile name, five actions of hostile words. */
export function hostilePlan(): Plan {
  const [plan] = generatePlans({ actions: Object.keys(HOSTILE_TEXTS).length, perPlan: 40, seed: 9 });
  if (plan === undefined) throw new Error('no plan was generated');
  const texts = Object.values(HOSTILE_TEXTS);
  return {
    ...plan,
    id: 'hostile',
    council: { value: { name: `Trap${SCRIPT}`, gss: null }, basis: 'given', from: 'a test', place: null },
    title: HOSTILE_TEXTS.quotes,
    source: { ...plan.source, name: HOSTILE_TEXTS.quotes, url: `javascript:window.${TRAP}=5` },
    recommendations: plan.recommendations.map((recommendation) => ({
      ...recommendation,
      text: HOSTILE_TEXTS.quotes,
    })),
    actions: texts.map((text, index) => ({
      ...(plan.actions[index] ?? firstOf(plan)),
      id: `hostile/${index}?<b>&`,
      text,
      objective: SCRIPT,
      statusText: SCRIPT,
      owners: [{ text, role: '', kind: 'unknown', vague: false, basis: 'stated' }],
      issues: [{ code: 'odd-words', severity: 'warning', message: SCRIPT, place: null }],
    })),
    issues: [{ code: 'odd-plan', severity: 'error', message: SCRIPT, place: null }],
  };
}

function firstOf(plan: Plan): Plan['actions'][number] {
  const [action] = plan.actions;
  if (action === undefined) throw new Error('the generated plan has no action');
  return action;
}
