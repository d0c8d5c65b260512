import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import {
  ActsOfTwo,
  type About,
  type ActOfTwo,
  type Agreed,
  type Noted,
  type Shown,
} from '../leading/acts-of-two.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { personPath } from './open-names.pages.js';
import { OpenName, Transition } from './transition.entity.js';

/** An exception to notice: somebody counts as settled without being told of the closing day. */
@Injectable()
export class ExceptionAct implements ActOfTwo, OnModuleInit {
  readonly kind = 'exception';

  constructor(private readonly acts: ActsOfTwo) {}

  onModuleInit(): void {
    this.acts.add(this);
  }

  noted({ subject }: { subject: string }): Noted {
    return { asked: 'exception.asked', done: 'exception.agreed', subject };
  }

  async show(tx: EntityManager, { rollout, subject: participationId }: About): Promise<Shown> {
    const { id: rolloutId } = rollout!;
    const transition = await tx.findOneBy(Transition, { rolloutId });
    if (!transition) throw new Refusal('conflict', 'No day is announced yet: there is nothing to settle.');
    const [person] = await tx.query<Person[]>(
      `select m.display_name as name, p.outcome in ('declined', 'will leave') as declined,
              o.seconded_at is not null as excepted, o.teller, o.promised_on is not null as promised,
              (select count(*)::int from delivery d where d.rollout_id = $2 and d.member_id = m.id
                  and d.state in ('bounced', 'failed', 'could not')) as failed
         from participation p join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
         left join open_name o on o.participation_id = p.id
        where p.id = $1 and p.rollout_id = $2`,
      [participationId, rolloutId],
    );
    if (!person) throw new Refusal('not-found', 'There is no such person in this rollout.');
    if (person.excepted) throw new Refusal('conflict', 'This is an exception already.');
    if (person.declined) throw new Refusal('conflict', 'They said no themselves: no exception is needed.');
    return {
      title: 'count one person as settled without telling them of the closing day',
      lines: [
        `The person: ${person.name}.`,
        `The old place closes on ${spokenDay(transition.t)}.`,
        person.promised
          ? `${person.teller ?? 'Somebody'} has promised to tell them.`
          : 'Nobody has promised to tell them.',
        `Messages to them that did not arrive: ${person.failed}.`,
      ],
      after: 'They may find the old place closed without a word from us. Both names and the reason are kept.',
      back: personPath(rolloutId, participationId),
      participationId,
    };
  }

  async do({ tx, about, request, by, now }: Agreed): Promise<void> {
    const values = {
      exceptionReasonSealed: request.reasonSealed,
      ...{ exceptionBy: request.askedBy, exceptionAt: request.askedAt, secondedBy: by, secondedAt: now },
    };
    const which = { participationId: about.subject, rolloutId: about.rollout!.id };
    await tx.upsert(OpenName, { ...which, ...values }, ['participationId']);
  }
}

interface Person {
  name: string;
  declined: boolean | null;
  excepted: boolean;
  teller: string | null;
  promised: boolean;
  failed: number;
}
