import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, IsNull } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { csvLine } from '../community/cell.rules.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { YesDesk } from './yes-desk.js';
import { YesRequest } from './yes.entity.js';
import { FILE_HOURS } from './yes.rules.js';
import { requestOf } from './yes.service.js';

const PAGE = 1000;

/** The list of members as a file, which whoever asked for it opens once, after a second lead's yes. */
@Injectable()
export class RosterOut {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: YesDesk,
    private readonly vault: Vault,
  ) {}

  /** @throws Refusal for everybody but who asked, without a yes, a second time, and after a day */
  async open(actor: Actor, id: string): Promise<AsyncGenerator<string>> {
    const { communityId } = actor;
    await this.desk.act(actor, null, { what: 'roster.taken-out' }, async ({ tx, now }) => {
      const request = await requestOf(tx, communityId, id);
      const { kind, state, askedBy, answeredAt } = request;
      if (kind !== 'roster') throw new Refusal('not-found', 'There is no file with this.');
      if (askedBy !== actor.accountId)
        throw new Refusal('forbidden', 'Only who asked for the file can open it.');
      if (state !== 'done' || !answeredAt)
        throw new Refusal('too-early', 'A second lead has to say yes before the file can be opened.');
      const last = answeredAt.add({ hours: FILE_HOURS });
      if (Temporal.Instant.compare(now, last) >= 0)
        throw new Refusal('gone', 'The 24 hours to open the file are over. Ask anew.');
      const { affected } = await tx.update(YesRequest, { id, takenAt: IsNull() }, { takenAt: now });
      if (!affected) throw new Refusal('gone', 'The file was opened already. Ask anew to have it again.');
      return { subject: communityId, answer: undefined };
    });
    const ring = await this.vault.ring(this.dataSource.manager, communityId);
    return this.lines(communityId, ring);
  }

  private async *lines(communityId: string, ring: Keyring): AsyncGenerator<string> {
    yield `\ufeff${csvLine(['Name', 'E-mail', 'Language', 'Hears from us', 'Places'])}`;
    for (let after: string | null = null; ;) {
      const rows: Row[] = await this.dataSource.query<Row[]>(
        `select m.id, m.display_name as name, m.language, mail.sealed,
                (select kind from member_channel c where c.member_id = m.id and c.state = 'good'
                  order by c.preferred desc, c.kind = 'email' desc, c.created_at desc limit 1) as way,
                array(select p.name from member_place mp join place p on p.id = mp.place_id
                       where mp.member_id = m.id order by 1) as places
           from member m
           left join lateral (select sealed from member_channel c
                where c.member_id = m.id and c.kind = 'email' and c.state = 'good'
                order by c.preferred desc, c.created_at desc limit 1) mail on true
          where m.community_id = $1 and m.erased_at is null and m.gone is null and ($2::uuid is null or m.id > $2)
          order by m.id limit ${PAGE}`,
        [communityId, after],
      );
      if (rows.length === 0) return;
      yield rows.map((row) => csvLine(cellsOf(row, ring))).join('');
      after = rows.at(-1)!.id;
    }
  }
}

interface Row {
  id: string;
  name: string;
  language: string | null;
  sealed: Buffer | null;
  way: 'email' | 'by-hand' | 'own-page' | null;
  places: string[];
}

const ways = { email: 'by e-mail', 'by-hand': 'a person tells them', 'own-page': 'they look at their page' };

const cellsOf = ({ name, sealed, language, way, places }: Row, ring: Keyring): string[] => [
  name,
  sealed ? ring.open(sealed) : '',
  language ?? '',
  ways[way ?? 'by-hand'],
  places.join('; '),
];
