import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../kernel/database/data-source.js';
import { StartError } from '../kernel/start-error.js';
import { followChain, type Verdict } from './audit-chain.js';
import { AuditEntry } from './audit.entity.js';

export interface CommunityVerdict extends Verdict {
  community: string;
}

/**
 * Looks at the records of all communities, or of the one that is called so.
 * @throws StartError when none is called so
 */
export async function verifyAudits(databaseUrl: string, community?: string): Promise<CommunityVerdict[]> {
  const options = { ...dataSourceOptions(databaseUrl), entities: [AuditEntry], poolSize: 1 };
  const dataSource = await new DataSource(options).initialize();
  try {
    const named = await dataSource.query<{ id: string; name: string }[]>(
      `select id, coalesce(c.name, 'A community that was deleted') as name
         from community c full join (select distinct community_id as id from audit_entry) e using (id)
        where $1::text is null or lower(c.name) = lower($1) order by name, id`,
      [community ?? null],
    );
    if (community !== undefined && named.length === 0)
      throw new StartError(`No community is called “${community}”. Without a name all are looked at.`);
    const verdicts: CommunityVerdict[] = [];
    for (const { id, name } of named)
      verdicts.push({ community: name, ...(await followChain(dataSource.manager, id)) });
    return verdicts;
  } finally {
    await dataSource.destroy();
  }
}

/** One line for the host. */
export function inWords({ community, entries, brokenAt, lastHash }: CommunityVerdict): string {
  const acts = entries === 1 ? '1 act' : `${entries.toLocaleString('en')} acts`;
  if (brokenAt !== undefined)
    return (
      `${community}: ${acts}, BROKEN at act ${brokenAt}. Somebody changed the database past this program. ` +
      `What comes before ${brokenAt} holds; compare the rest with a backup.`
    );
  const mark = lastHash ? ` The newest has the mark ${lastHash.toString('hex').slice(0, 16)}.` : '';
  return `${community}: ${acts}, the record holds.${mark}`;
}
