import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links, type FoundLink } from '../kernel/crypto/links.js';
import { moment } from '../kernel/database/columns.js';
import { Refusal } from '../kernel/refusal.js';
import { hashOf } from './access.rules.js';
import { Account, ApiToken, Session } from './account.entity.js';
import type { Actor } from './actor.js';
import { DAY_THERE, dayOfAccount } from './community-day.js';
import { browserName } from './browser.rules.js';
import type { Scope } from './scope.rules.js';
import { SESSION_DAYS } from './session-cookie.js';

/** A link that somebody asked for is for now. */
export const LINK_MINUTES = 30;

/** Opens a browser for whoever has a token; leads to the token, with which the sign-in ends. */
const BY_TOKEN = 'sign-in-by-token';

interface Known {
  account_id: string;
  community_id: string;
  name: string;
  role: Actor['role'];
  session_id: string;
  sample?: true;
  token_id: string | null;
  token_ends_at: Date | null;
  scope: Scope | null;
}

/** Who is this? By token, by session, by one-time link. */
@Injectable()
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /** Notes the day on which the token was used, once a day. */
  async byToken(token: string): Promise<{ actor: Actor; scope: Scope }> {
    const now = this.clock.now();
    const [known] = await this.dataSource.query<(Known & { scope: Scope })[]>(
      `with used as (
         update api_token t set last_used_on = ${DAY_THERE}
           from account a join community c on c.id = a.community_id
          where a.id = t.account_id and t.hash = $1 and t.expires_at > $2
            and t.last_used_on is distinct from ${DAY_THERE})
       select a.id as account_id, a.community_id, a.name, a.role, t.scope, t.id as token_id, t.expires_at as token_ends_at
         from api_token t join account a on a.id = t.account_id
        where t.hash = $1 and t.expires_at > $2 and a.left_at is null`,
      [hashOf(token), now.toString()],
    );
    if (!known)
      throw new Refusal(
        'unknown-actor',
        'This token is unknown or has expired. Make a new one on “My account”.',
      );
    return { actor: actorOf(known), scope: known.scope };
  }

  /** Notes the day on which the session was used, once a day. */
  async bySession(secret: string): Promise<{ actor: Actor; sessionId: string }> {
    const now = this.clock.now();
    const [known] = await this.dataSource.query<Known[]>(
      `with used as (
         update session s set last_used_on = ${DAY_THERE}
           from account a join community c on c.id = a.community_id
          where a.id = s.account_id and s.hash = $1 and s.expires_at > $2
            and s.last_used_on is distinct from ${DAY_THERE})
       select a.id as account_id, a.community_id, a.name, a.role, s.id as session_id, c.sample_of is not null as sample,
              t.id as token_id, t.expires_at as token_ends_at, t.scope
         from session s join account a on a.id = s.account_id join community c on c.id = a.community_id
         left join api_token t on t.id = s.token_id
        where s.hash = $1 and s.expires_at > $2 and a.left_at is null`,
      [hashOf(secret), now.toString()],
    );
    if (!known) throw await this.ended(secret);
    return { actor: actorOf(known), sessionId: known.session_id };
  }

  /** A link for one sign-in, good for 30 minutes unless said otherwise. */
  async link(tx: EntityManager, accountId: string, minutes = LINK_MINUTES): Promise<string> {
    const expiresAt = this.clock.now().add({ minutes });
    return (await this.links.create(tx, { purpose: 'sign-in', subject: accountId, expiresAt })).token;
  }

  /** The same for whoever has a token: what it opens ends with the token. */
  async linkByToken(tx: EntityManager, tokenId: string): Promise<string> {
    const expiresAt = this.clock.now().add({ minutes: LINK_MINUTES });
    return (await this.links.create(tx, { purpose: BY_TOKEN, subject: tokenId, expiresAt })).token;
  }

  /** Whether a link still opens; looking does not use it up, because mail scanners look. */
  async opens(token: string): Promise<boolean> {
    const link = await this.linkOf(this.dataSource.manager, token);
    return link !== undefined && !link.revokedAt && !past(link.expiresAt, this.clock.now());
  }

  /** Uses the link up and answers with the secret for the cookie. */
  async enter(token: string, userAgent?: string): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      const now = this.clock.now();
      const link = await this.linkOf(tx, token);
      if (!link)
        throw new Refusal('not-found', 'This is not a sign-in link of ours. Check that it was copied whole.');
      if (past(link.expiresAt, now) || !(await this.links.revoke(tx, link.id, now)))
        throw new Refusal('gone', 'This link was used, or is too old. Ask for a new one.');
      const by = link.byToken ? await tx.findOneBy(ApiToken, { id: link.subject }) : null;
      if (link.byToken && (!by || past(by.expiresAt, now)))
        throw new Refusal('gone', 'The token that made this link has ended. Make another one.');
      const accountId = by?.accountId ?? link.subject;
      if (!(await tx.existsBy(Account, { id: accountId, leftAt: IsNull() })))
        throw new Refusal('gone', 'The person of this link no longer works here.');
      return openSession(tx, accountId, { now, userAgent, token: by });
    });
  }

  private async linkOf(
    tx: EntityManager,
    token: string,
  ): Promise<(FoundLink & { byToken: boolean }) | undefined> {
    const link = await this.links.find(tx, token, 'sign-in');
    if (link) return { ...link, byToken: false };
    const byToken = await this.links.find(tx, token, BY_TOKEN);
    return byToken && { ...byToken, byToken: true };
  }

  /** For whoever is known already: by a passkey, or having just set up a community. Answers with the secret for the cookie. */
  enterAs(accountId: string, userAgent?: string): Promise<string> {
    return openSession(this.dataSource.manager, accountId, { now: this.clock.now(), userAgent });
  }

  /** Why a session opens nothing: it is told kindly, because somebody may just have sent a form. */
  private async ended(secret: string): Promise<Refusal> {
    const [old] = await this.dataSource.query<unknown[]>(
      'select 1 from session where hash = $1 and expires_at <= $2',
      [hashOf(secret), this.clock.now().toString()],
    );
    const why = old ? `Your sign-in ended after ${SESSION_DAYS} days.` : 'Your sign-in here has ended.';
    return new Refusal('unknown-actor', `${why} Sign in, and go on.`);
  }

  async leave(secret: string): Promise<void> {
    await this.dataSource.query('delete from session where hash = $1', [hashOf(secret)]);
  }
}

async function openSession(
  tx: EntityManager,
  accountId: string,
  {
    now,
    userAgent,
    token = null,
  }: { now: Temporal.Instant; userAgent: string | undefined; token?: ApiToken | null },
): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  const today = await dayOfAccount(tx, accountId, now);
  const fully = now.add({ hours: SESSION_DAYS * 24 });
  const expiresAt = token && Temporal.Instant.compare(token.expiresAt, fully) < 0 ? token.expiresAt : fully;
  await tx.insert(Session, {
    ...{ accountId, hash: hashOf(secret), createdAt: now, expiresAt, tokenId: token?.id ?? null },
    ...{ lastUsedOn: today, browser: browserName(userAgent) },
  });
  await tx.update(Account, { id: accountId, cameOn: IsNull() }, { cameOn: today });
  return secret;
}

const actorOf = ({ account_id, community_id, name, role, sample, ...by }: Known): Actor => ({
  accountId: account_id,
  communityId: community_id,
  name,
  role,
  ...(sample && { sample }),
  ...(by.token_id &&
    by.token_ends_at &&
    by.scope && { token: { id: by.token_id, endsAt: moment(by.token_ends_at), scope: by.scope } }),
});

const past = (at: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  at !== null && at.epochMilliseconds <= now.epochMilliseconds;
