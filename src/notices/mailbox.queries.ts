import type { EntityManager } from 'typeorm';
import type { Keyring } from '../kernel/crypto/keyring.js';

export interface MailboxLine {
  id: string;
  to: string;
  subject: string;
  at: Date;
}

export interface MailboxLetter extends MailboxLine {
  text: string;
  html: string;
}

interface Row {
  id: string;
  to_sealed: Buffer;
  subject_sealed: Buffer;
  at: Date;
}

/** What the mailbox kept for a community, newest first, 100 at a time. */
export async function mailboxLines(
  tx: EntityManager,
  ring: Keyring,
  communityId: string,
  rolloutId: string | null = null,
  before: string | null = null,
): Promise<MailboxLine[]> {
  const rows = await tx.query<Row[]>(
    `select b.id, b.to_sealed, b.subject_sealed, b.at
       from mailbox_message b
       join delivery d on d.id = b.delivery_id
       join notice n on n.id = d.notice_id
       left join member m on m.id = d.member_id
      where b.community_id = $1 and ($2::uuid is null or d.rollout_id = $2)
        and ($3::uuid is null or (b.at, n.key, coalesce(m.display_name, ''), b.id) < (
          select lb.at, ln.key, coalesce(lm.display_name, ''), lb.id from mailbox_message lb
            join delivery ld on ld.id = lb.delivery_id join notice ln on ln.id = ld.notice_id
            left join member lm on lm.id = ld.member_id
           where lb.id = $3))
      order by b.at desc, n.key desc, coalesce(m.display_name, '') desc, b.id desc limit 100`,
    [communityId, rolloutId, before],
  );
  return rows.map((row) => lineOf(row, ring));
}

export async function mailboxLetter(
  tx: EntityManager,
  ring: Keyring,
  communityId: string,
  id: string,
): Promise<MailboxLetter | undefined> {
  const [row] = await tx.query<(Row & { text_sealed: Buffer; html_sealed: Buffer })[]>(
    'select * from mailbox_message where id = $1 and community_id = $2',
    [id, communityId],
  );
  return row && { ...lineOf(row, ring), text: ring.open(row.text_sealed), html: ring.open(row.html_sealed) };
}

const lineOf = (row: Row, ring: Keyring): MailboxLine => ({
  id: row.id,
  to: ring.open(row.to_sealed),
  subject: ring.open(row.subject_sealed),
  at: row.at,
});
