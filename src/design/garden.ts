import { Temporal } from 'temporal-polyfill';
import { english, mirrored, type Say } from '../kernel/language/say.js';
import { usualPlan } from '../rollout/plan.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { sceneOf, type Scene } from '../rollout/scene.js';
import type { Dir } from './part.pages.js';

/** A community garden that nobody tends: whatever the examples tell is told of it. */

export const zone = 'Europe/Berlin';
export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
export const today = day('2026-03-18');
/** Ten in the morning there, so many days from today. */
export const at = (days: number): Temporal.Instant =>
  today.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: '10:00' }).toInstant();

export const sayIn = (dir: Dir): Say => (dir === 'rtl' ? mirrored : english);

export const move = (changed: Partial<Rollout> = {}): Rollout =>
  Object.assign(new Rollout(), {
    ...{ id: '00000000-0000-4000-8000-000000000001', communityId: '00000000-0000-4000-8000-000000000002' },
    ...{ name: 'To the garden room', plan: usualPlan('2026-01-05', zone), state: 'running', version: 1 },
    ...{ begunElsewhere: false, startedAt: at(-72), pausedAt: null, cancelledAt: null, keptBothAt: null },
    ...{ stale: false, leadsSeenOn: today, unattendedAt: null },
    ...changed,
  });

export const scene = (say: Say): Scene =>
  sceneOf(
    {
      ...{ community: 'Mill Brook Gardens', language: 'en', announced: false, closesOn: null },
      ...{ oldPlaces: ['the old group'], newPlaces: ['Mill Brook on Matrix'] },
      ...{ responsible: 'Rosa', contact: '030 123 456, or at the shed on Fridays' },
      baseUrl: 'https://move.mill-brook.example',
    },
    say,
  );

/** Where a member's own page would be. Nothing is there: what is pressed here does nothing. */
export const ownPath = '/design/member';

export const oldGroup = { id: 'old', name: 'The old group', platform: 'whatsapp' };
