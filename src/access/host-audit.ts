import { DataSource } from 'typeorm';
import type { MasterKey } from '../kernel/crypto/master-key.js';
import { Vault } from '../kernel/crypto/vault.js';
import { dataSourceOptions } from '../kernel/database/data-source.js';
import { StartError } from '../kernel/start-error.js';
import { anchorTyped, type Anchor } from './anchor.rules.js';
import { AuditRecord, type AnchorVerdict, type Verdict } from './audit-record.js';
import { AuditEntry } from './audit.entity.js';
import { anchorInWords } from './audit-verdict.words.js';

export interface CommunityVerdict extends Verdict {
  community: string;
  /** To keep outside. */
  mark: string | undefined;
  compared: { number: number; verdict: AnchorVerdict } | undefined;
}

/** @param from a mark that was kept, as it was typed: then its community alone is looked at */
export interface Asked {
  community?: string | undefined;
  from?: string | undefined;
}

/**
 * Looks at the whole records of all communities, or of the one that is called so, or to which a mark belongs.
 * @throws StartError when none is called so, for a mark that is not ours, and for one whose community is gone
 */
export async function verifyAudits(
  databaseUrl: string,
  key: MasterKey,
  { community, from }: Asked = {},
): Promise<CommunityVerdict[]> {
  const anchor = from === undefined ? undefined : marked(from);
  const options = { ...dataSourceOptions(databaseUrl), entities: [AuditEntry], poolSize: 1 };
  const dataSource = await new DataSource(options).initialize();
  const record = new AuditRecord(new Vault(key));
  try {
    const tx = dataSource.manager;
    const named = await dataSource.query<{ id: string; name: string }[]>(
      `select id, coalesce(c.name, 'A community that was deleted') as name
         from community c
         full join (select community_id as id from audit_entry union select community_id from audit_end) e using (id)
        where ($1::text is null or lower(c.name) = lower($1)) and ($2::text is null or id::text like $2 || '%')
        order by name, id`,
      [community ?? null, anchor?.community ?? null],
    );
    if (anchor && (await record.judge(tx, named[0]?.id ?? '', anchor)).is === 'not ours') throw notOurs();
    if (anchor && named.length === 0)
      throw new StartError(
        'This mark is ours, but its community is not in this database: its whole record is gone. ' +
          'Either a backup from before it was set up came back, or somebody deleted it.',
      );
    if (community !== undefined && named.length === 0)
      throw new StartError(`No community is called “${community}”. Without a name all are looked at.`);
    const verdicts: CommunityVerdict[] = [];
    for (const { id, name } of named)
      verdicts.push({
        ...{ community: name, ...(await record.whole(tx, id)), mark: await record.anchor(tx, id) },
        compared: anchor && { number: anchor.number, verdict: await record.judge(tx, id, anchor) },
      });
    return verdicts;
  } finally {
    await dataSource.destroy();
  }
}

function marked(text: string): Anchor {
  const anchor = anchorTyped(text);
  if (!anchor) throw notOurs();
  return anchor;
}

const notOurs = (): StartError =>
  new StartError('This is no mark of this installation. Look whether each letter and digit is right.');

/** Whether the host has nothing to look into. */
export const holds = ({ brokenAt, end, compared }: CommunityVerdict): boolean =>
  brokenAt === undefined && end.is === 'kept' && (!compared || compared.verdict.is === 'holds');

/** A line or two for the host. */
export function inWords(verdict: CommunityVerdict): string {
  const { compared } = verdict;
  const more = compared ? `\n  ${anchorInWords(compared.verdict, compared.number, 'UTC')}` : '';
  return `${verdict.community}: ${ofChain(verdict)}${more}`;
}

function ofChain({ entries, brokenAt, end, mark }: CommunityVerdict): string {
  const acts = entries === 1 ? '1 act' : `${entries.toLocaleString('en')} acts`;
  if (brokenAt !== undefined)
    return (
      `${acts}, BROKEN at act ${brokenAt}. Somebody changed the database past this program. ` +
      `What comes before ${brokenAt} holds; compare the rest with a backup.`
    );
  if (end.is === 'cut')
    return (
      `${acts}, CUT OFF: there were ${end.were.toLocaleString('en')}. Somebody deleted the newest past this program; ` +
      'a backup may have them.'
    );
  if (end.is === 'forged')
    return `${acts}, FORGED at the end: it was written by somebody who does not have the key.`;
  if (end.is === 'unwatched')
    return `${acts}, each fits the one before. Its end was NOT WATCHED: nobody can tell whether newer ones were deleted.`;
  const since = end.since === 1 ? '' : ` Its end is watched since act ${end.since} only.`;
  if (entries === 0)
    return 'no acts. A community that was set up here has one at least: then its record was taken away.';
  return `${acts}, the record holds.${since}${mark ? ` Its mark is ${mark}` : ''}`;
}
