import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { OwnPageCard, type OwnPageVisit } from './sockets.js';

/** What is still missing before a member who came by the join page hears from us by e-mail. */
@Injectable()
export class JoinCard {
  @OwnPageCard(14)
  async unconfirmed({ tx, participation, now, say }: OwnPageVisit): Promise<VNode | null> {
    const [waiting] = await tx.query<{ arrived: boolean }[]>(
      `select c.state <> 'refused' as arrived from join_confirmation c join join_request r on r.id = c.request_id
        where r.participation_id = $1 and c.confirmed_at is null and c.asked_at > $2
        order by c.asked_at desc limit 1`,
      [participation.id, now.subtract({ hours: 14 * 24 }).toString()],
    );
    if (!waiting) return null;
    return (
      <section>
        <h2>{say('Your e-mail address')}</h2>
        <p>
          {say(
            waiting.arrived
              ? 'We send one message to the address that you typed. Say yes there, and we write to you.'
              : 'Our message to the address that you typed was not accepted. Perhaps it was typed differently.',
          )}{' '}
          {say('Until then you find everything here.')}
        </p>
      </section>
    );
  }
}
