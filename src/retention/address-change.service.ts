import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { MoreThan, type EntityManager } from 'typeorm';
import { readAddress } from '../community/address.rules.js';
import { MemberChannel } from '../community/member.entity.js';
import { MemberEmails } from '../community/member-emails.service.js';
import { Links } from '../kernel/crypto/links.js';
import { RateLimit } from '../kernel/http/rate-limit.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { SingleMail } from '../notices/single-mail.js';
import { Rollout } from '../rollout/rollout.entity.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { AddressChange, waitingHours } from './address-change.entity.js';

const ADDRESS_CHANGE = 'address-change';
/** Whoever types a stranger's address again and again does not make us write again and again. */
const mostMessages = 3;
/** Of one member in an hour, to whichever addresses. */
const mostAsked = 5;

/** A new address from a member: one message to it, and not used before its owner has said yes. Then the old one goes. */
@Injectable()
export class AddressChanges {
  constructor(
    private readonly emails: MemberEmails,
    private readonly links: Links,
    private readonly mail: SingleMail,
    private readonly rates: RateLimit,
  ) {}

  /** @throws Refusal for what is no address, for too many of them, and where no mail leaves this house */
  async ask({ tx, rollout, participation, now }: OwnPageVisit, typed: string): Promise<void> {
    const read = readAddress(typed);
    if ('problem' in read) throw new Refusal('invalid', { field: 'email', message: read.problem });
    if (!this.mail.goesOut)
      throw new Refusal('invalid', {
        field: 'email',
        message: msg(
          'No mail leaves here, so we cannot ask at this address. Tell the people who lead the move.',
        ),
      });
    if (!(await this.rates.take(ADDRESS_CHANGE, participation.id, mostAsked)))
      throw new Refusal('too-many', msg('You have typed many addresses. Try again in an hour.'));
    const { communityId, memberId } = participation;
    const lookup = await this.emails.lookup(tx, communityId, read.address);
    // Only the newest waits: an address that was mistyped is not kept.
    await tx.query(
      `delete from member_channel where member_id = $1 and kind = 'email' and state = 'unconfirmed'
          and lookup is distinct from $2`,
      [memberId, lookup],
    );
    const askedAt = MoreThan(now.subtract({ hours: waitingHours }));
    const spent = (await tx.countBy(AddressChange, { communityId, lookup, askedAt })) >= mostMessages;
    // An address to which nothing is written has nobody who could say yes: it is not kept either.
    if (spent) return;
    await this.emails.offer(tx, { communityId, memberId }, read.address);
    const channel = await tx.findOneByOrFail(MemberChannel, { memberId, lookup });
    if (channel.state !== 'unconfirmed') return;
    if (await tx.existsBy(AddressChange, { channelId: channel.id, askedAt })) return;
    await tx.delete(AddressChange, { channelId: channel.id });
    const expiresAt = now.add({ hours: waitingHours });
    const link = await this.links.create(tx, { purpose: ADDRESS_CHANGE, subject: channel.id, expiresAt });
    await tx.save(
      tx.create(AddressChange, {
        ...{ channelId: channel.id, communityId, rolloutId: rollout.id, linkId: link.id, lookup },
        ...{ state: 'to send', notBefore: now, askedAt: now },
      }),
    );
  }

  /** What a link asks; undefined alike for one that never was, has expired, or whose address is gone. */
  async open(
    tx: EntityManager,
    token: string,
    now: Temporal.Instant,
  ): Promise<{ rollout: Rollout; channel: MemberChannel } | undefined> {
    const link = await this.links.find(tx, token, ADDRESS_CHANGE);
    const over = link?.expiresAt && link.expiresAt.epochMilliseconds <= now.epochMilliseconds;
    if (!link || over) return undefined;
    const change = await tx.findOneBy(AddressChange, { channelId: link.subject, linkId: link.id });
    const channel = change && (await tx.findOneBy(MemberChannel, { id: link.subject }));
    const rollout = change && (await tx.findOneBy(Rollout, { id: change.rolloutId }));
    return channel && rollout ? { channel, rollout } : undefined;
  }

  /** Its owner said yes: it is the member's one address from now on. Saying it again changes nothing. */
  async confirm(tx: EntityManager, channel: MemberChannel): Promise<void> {
    if (channel.state !== 'unconfirmed' || !channel.lookup) return;
    await this.emails.confirm(tx, channel.memberId, channel.lookup);
    await tx.query(`delete from member_channel where member_id = $1 and kind = 'email' and id <> $2`, [
      channel.memberId,
      channel.id,
    ]);
  }
}
