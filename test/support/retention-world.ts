import { Global, Module } from '@nestjs/common';
import { AccessModule } from '../../src/access/access.module.js';
import { RetentionModule } from '../../src/retention/retention.module.js';
import type { Facts } from '../../src/rollout/facts.js';
import { usualPlan } from '../../src/rollout/plan.js';
import { carriedBy } from './carried-by.js';
import type { Catcher } from './catcher.js';
import { otherFacts } from './other-facts.js';
import { People } from './people.js';
import { startTestApp, type TestApp } from './test-app.js';
import { ledTo } from './led-to.js';

/** The program with what is kept about people. Without a worker: a test itself delivers, into a catcher if it brings one. */
export function startRetention(given: { mail?: Catcher; known?: Facts } = {}): Promise<TestApp> {
  @Global()
  @Module({ providers: [otherFacts(['rollout'], given.known)] })
  class OtherFeatures {}
  const mail = given.mail ? [carriedBy(given.mail)] : [];
  return startTestApp({
    settings: { role: 'web' },
    modules: [AccessModule, RetentionModule, OtherFeatures, ...mail],
  });
}

/** A community whose move began on 5 January 2026, planned as usual. */
export async function settlePlanned(app: TestApp): Promise<People> {
  const people = await People.settle(app);
  await app.dataSource.query('update rollout set plan = $1 where id = $2', [
    JSON.stringify(usualPlan('2026-01-05', 'Europe/Berlin')),
    people.rolloutId,
  ]);
  return people;
}

/** Presses a button of a member's page. */
export async function pressOwn(
  app: TestApp,
  path: string,
  fields: Record<string, string> = {},
): Promise<{ status: number; to: string | null; html: string }> {
  const init = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' as const };
  const answer = await fetch(`${app.url}${path}`, init);
  return { status: answer.status, to: ledTo(answer), html: await answer.text() };
}
