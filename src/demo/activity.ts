import type { Temporal } from 'temporal-polyfill';
import type { Client } from './client.js';
import type { MemberLife } from './member-life.js';

/** What the new place's own word would be: who spoke there on which day. */
export async function reportActivity(
  rosa: Client,
  base: string,
  lives: MemberLife[],
  day: Temporal.PlainDate,
): Promise<void> {
  const yesterday = day.subtract({ days: 1 }).toString();
  const share = { keen: 0.6, willing: 0.45, slow: 0.35 } as Record<string, number>;
  const rows = lives
    .filter((life) => life.arrivedOn !== undefined && life.arrivedOn <= yesterday)
    .filter(({ persona }) => persona.dice.chance(share[persona.manner] ?? 0))
    .map(({ persona }) => ({ memberId: persona.memberId, day: yesterday }));
  if (rows.length > 0) await rosa.post(`${base}/activity`, { rows });
}
