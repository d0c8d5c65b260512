import { DataSource } from 'typeorm';
import type { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import type { MasterKey } from '../kernel/crypto/master-key.js';
import { Vault } from '../kernel/crypto/vault.js';
import { dataSourceOptions } from '../kernel/database/data-source.js';
import { StartError } from '../kernel/start-error.js';
import { Audit } from './audit.js';
import { AuditEntry, AuditReason } from './audit.entity.js';
import { SignIn } from './sign-in.js';

interface Named {
  id: string;
  community_id: string;
  community: string;
}

/**
 * A one-time sign-in for a lead, made by whoever has the host at hand: for when no mail arrives. It stands in the
 * community's audit.
 * @param who the lead's name, and their community's where several have a lead of that name
 * @returns the link's token, good for 30 minutes
 * @throws StartError when nobody, or more than one, is meant
 */
export async function hostSignInLink(
  databaseUrl: string,
  key: MasterKey,
  clock: Clock,
  who: { name: string; community?: string | undefined },
): Promise<string> {
  const options = { ...dataSourceOptions(databaseUrl), entities: [AuditEntry, AuditReason], poolSize: 2 };
  const dataSource = await new DataSource(options).initialize();
  try {
    return await dataSource.transaction(async (tx) => {
      const named = await tx.query<Named[]>(
        `select a.id, a.community_id, c.name as community from account a join community c on c.id = a.community_id
          where lower(a.name) = lower($1) and ($2::text is null or lower(c.name) = lower($2))
            and a.role in ('lead', 'admin') and a.left_at is null
          order by c.name, a.id`,
        [who.name, who.community ?? null],
      );
      const lead = theOne(named, who.name);
      const token = await new SignIn(dataSource, new Links(key, clock), clock).link(tx, lead.id);
      await new Audit(new Vault(key)).note(tx, {
        ...{ communityId: lead.community_id, actor: 'changeover', what: 'sign-in-link.printed-on-host' },
        ...{ subject: lead.id, at: clock.now() },
      });
      return token;
    });
  } finally {
    await dataSource.destroy();
  }
}

function theOne(named: Named[], name: string): Named {
  const [lead, another] = named;
  if (!lead)
    throw new StartError(
      `No lead is called “${name}”. Write the name as it stands on the overview of people.`,
    );
  if (!another) return lead;
  throw new StartError(
    `${named.length} leads are called “${name}”. Add the community: ${named.map(({ community }) => `“${community}”`).join(', ')}.`,
  );
}
