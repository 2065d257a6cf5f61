// Sends the raw requests, and compares what came with what is right.
import { illness } from './mock-process.mjs';
import { RAW_REQUESTS } from './raw-requests.mjs';
import { sendRaw } from './send-raw.mjs';

/** So many are sent at a time. */
const AT_ONCE = 8;

export async function abuseRaw(mock) {
  const failures = [];
  for (let at = 0; at < RAW_REQUESTS.length; at += AT_ONCE) {
    const batch = RAW_REQUESTS.slice(at, at + AT_ONCE);
    const outcomes = await Promise.all(batch.map((request) => outcomeOf(mock, request)));
    failures.push(...batch.flatMap((request, index) => failureOf(request, outcomes[index])));
    const ill = await illness(mock);
    if (ill === undefined) continue;
    failures.push(`after ${batch.map(({ name }) => name).join('; ')}: ${ill}`);
    break;
  }
  return { figures: `${RAW_REQUESTS.length} kinds`, failures };
}

async function outcomeOf({ port }, request) {
  const isAnswered = !request.allowed.includes('waits') && request.end !== 'reset';
  const { statuses, state } = await sendRaw(port, { ...request, isPatient: isAnswered });
  if (statuses.length > 0) return statuses.join(' ');
  return state === 'closed' ? 'closed' : 'waits';
}

function failureOf({ name, allowed }, outcome) {
  return allowed.includes(outcome) ? [] : [`${name}: ${outcome}, not ${allowed.join(' or ')}`];
}
