import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { tryParse } from '../kernel/http/parse.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { againstFirstDay } from './first-day.rules.js';
import { planSchema, type Plan, type PlanChange } from './plan.js';
import type { Rollout } from './rollout.entity.js';

/** The plan with what was given in place of what it held. Refuses with every reason at once, and writes nothing. */
export async function changedPlan(
  tx: EntityManager,
  rollout: Rollout,
  given: PlanChange,
  today: Temporal.PlainDate,
): Promise<Plan> {
  const { plan: kept } = rollout;
  const read = tryParse(planSchema, { ...kept, ...given, pauses: kept.pauses, preset: kept.preset });
  const reasons: Reason[] = read.ok
    ? []
    : read.reasons.map(({ field, message }) => ({ field: `plan.${field}`, message }));
  const say = (field: string, message: string): void =>
    void reasons.push({ field: `plan.${field}`, message });
  if (given.preset && given.preset !== kept.preset)
    say('preset', 'The preset was chosen when the move was planned. Switch single plays off or on instead.');
  if (given.pauses && JSON.stringify(given.pauses) !== JSON.stringify(kept.pauses))
    say('pauses', 'Pauses come from pausing and going on. They cannot be written here.');
  if (rollout.state === 'draft') {
    const against = read.ok && againstFirstDay(read.value.startsOn, today);
    if (against) say('startsOn', against);
  } else if (given.startsOn !== kept.startsOn)
    say('startsOn', 'The rollout has begun; move the windows of its phases instead.');
  if (given.waves.count !== kept.waves.count && (await wavesStand(tx, rollout.id)))
    say(
      'waves.count',
      'The waves stand already, so their number stays. More are added by themselves until everybody is invited; one that has not gone out can be stopped, skipped or planned anew.',
    );
  if (!read.ok || reasons.length > 0) throw new Refusal('invalid', reasons);
  return read.value;
}

/** From then on each wave has a day and people of its own, and the plan's number is not asked any more. */
async function wavesStand(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const [row] = await tx.query<[{ stand: boolean }]>(
    'select exists (select from wave where rollout_id = $1) as stand',
    [rolloutId],
  );
  return row.stand;
}
