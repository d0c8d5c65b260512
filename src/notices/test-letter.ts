import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, IsNull } from 'typeorm';
import { Account } from '../access/account.entity.js';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { RateLimit } from '../kernel/http/rate-limit.js';
import type { Language } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { CARRIER, type Channel } from './channels/channel.js';
import { Composer } from './composer.js';
import { firstName } from './fill.rules.js';
import type { Letter } from './letter.js';
import type { Purpose } from './words.js';

const TESTS_AN_HOUR = 10;

/** An imaginary reader's own page, as the composer writes it, with whatever stands behind it. */
const ownPage = /\/m\/…[^\s"'<>)]*/g;

/**
 * A message before it is said, to the lead who wants to see it arrive. It can reach nobody else: there is no way to
 * name a reader, and the address is read from the account of whoever acts. It is no notice and stands in no ledger, so
 * it proves nothing; its links lead to a preview, and nothing in it stops or does anything.
 */
@Injectable()
export class TestLetter {
  constructor(
    private readonly dataSource: DataSource,
    private readonly composer: Composer,
    private readonly vault: Vault,
    private readonly limit: RateLimit,
    @Inject(CARRIER) private readonly channel: Channel,
  ) {}

  /** @throws Refusal where it cannot come to them, with what to do instead */
  async toOneself(
    { communityId, accountId }: Actor,
    said: { letter: Letter; language: Language; purpose: Purpose },
  ): Promise<void> {
    const { address, name } = await this.reader(communityId, accountId);
    if (!(await this.limit.take('test letter', accountId, TESTS_AN_HOUR)))
      throw new Refusal(
        'too-many',
        `You sent yourself ${TESTS_AN_HOUR} within an hour. Look at it on this page.`,
      );
    const called = firstName(name);
    const { subject, text, html, fromName, replyTo } = await this.composer.asRead(
      this.dataSource.manager,
      communityId,
      said,
      { firstName: called, helper: called },
    );
    const harmless = (part: string): string => part.replaceAll(ownPage, '/mailbox/preview');
    const deliveryId = randomUUID();
    const [result] = await this.channel.send([
      {
        ...{ deliveryId, noticeIds: [], communityId, memberId: null, to: address, fromName, replyTo },
        words: { subject: `Test: ${subject}`, text: harmless(text), html: harmless(html) },
        values: {},
        headers: { 'Auto-Submitted': 'auto-generated' },
        messageId: this.composer.messageId({ id: deliveryId, triedCount: 0 }),
      },
    ]);
    if (result && result.is !== 'accepted')
      throw new Refusal('conflict', `It did not go out: ${result.reason}. Nobody else was written to.`);
  }

  private async reader(communityId: string, accountId: string): Promise<{ address: string; name: string }> {
    const tx = this.dataSource.manager;
    const [sample] = await tx.query<unknown[]>(
      'select 1 from community where id = $1 and sample_of is not null',
      [communityId],
    );
    if (this.channel.name !== 'email' || sample)
      throw new Refusal(
        'conflict',
        'No mail leaves this place. Look at it on this page, as it would arrive.',
      );
    const account = await tx.findOneBy(Account, { id: accountId, communityId, leftAt: IsNull() });
    if (!account?.emailSealed)
      throw new Refusal(
        'conflict',
        'Your account has no e-mail address. Give one under “My account”, or look at it on this page.',
      );
    return {
      address: (await this.vault.ring(tx, communityId)).open(account.emailSealed),
      name: account.name,
    };
  }
}
