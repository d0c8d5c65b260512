import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ActsOfTwo, type About, type ActOfTwo, type Noted, type Shown } from './acts-of-two.js';

/** Taking the list of members out of the house. Its yes lets the asker open the file once, within a day. */
@Injectable()
export class RosterOutAct implements ActOfTwo, OnModuleInit {
  readonly kind = 'roster';

  constructor(private readonly acts: ActsOfTwo) {}

  onModuleInit(): void {
    this.acts.add(this);
  }

  noted({ communityId }: { communityId: string }): Noted {
    return { asked: 'roster.out-asked', done: 'roster.out-agreed', subject: communityId };
  }

  async show(tx: EntityManager, { communityId }: About): Promise<Shown> {
    const [row] = await tx.query<[{ people: number; addresses: number }]>(
      `select count(*)::int as people,
              count(*) filter (where exists (select from member_channel c
                where c.member_id = m.id and c.kind = 'email' and c.state = 'good'))::int as addresses
         from member m where m.community_id = $1 and m.erased_at is null and m.gone is null`,
      [communityId],
    );
    return {
      title: 'take the list of people out of the house, as a file',
      lines: [
        `${row.people.toLocaleString('en')} people, ${row.addresses.toLocaleString('en')} of them with an e-mail address.`,
        'In the file: name, e-mail address, language, how they hear from us, their places.',
      ],
      after:
        'Whoever asked can open the file once, within 24 hours. What is done with it afterwards, nobody here sees.',
      back: '/yes',
    };
  }

  /** The yes itself is what counts: the file is made when it is opened. */
  do(): Promise<void> {
    return Promise.resolve();
  }
}
