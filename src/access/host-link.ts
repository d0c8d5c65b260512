import { DataSource } from 'typeorm';
import type { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import type { MasterKey } from '../kernel/crypto/master-key.js';
import { Vault } from '../kernel/crypto/vault.js';
import { dataSourceOptions } from '../kernel/database/data-source.js';
import { StartError } from '../kernel/start-error.js';
import { roles, type Role } from './access.rules.js';
import { Audit } from './audit.js';
import { AuditEntry, AuditReason } from './audit.entity.js';
import { roleWords } from './role.words.js';
import { SignIn } from './sign-in.js';

interface Named {
  id: string;
  community_id: string;
  community: string;
}

/**
 * A one-time sign-in for somebody who works in a community, whatever their role, made by whoever has the host at hand: for when no mail arrives. It stands in the
 * community's audit.
 * @param who their name, and their community's where several have somebody of that name
 * @returns the link's token, good for 30 minutes
 * @throws StartError when nobody, or more than one, is meant
 */
export async function hostSignInLink(
  databaseUrl: string,
  key: MasterKey,
  clock: Clock,
  who: { name: string; community?: string | undefined; role?: string | undefined },
): Promise<string> {
  const options = { ...dataSourceOptions(databaseUrl), entities: [AuditEntry, AuditReason], poolSize: 2 };
  const dataSource = await new DataSource(options).initialize();
  try {
    return await dataSource.transaction(async (tx) => {
      const named = await tx.query<Named[]>(
        `select a.id, a.community_id, c.name as community from account a join community c on c.id = a.community_id
          where lower(a.name) = lower($1) and ($2::text is null or lower(c.name) = lower($2))
            and ($3::text is null or a.role = $3) and a.left_at is null
          order by c.name, a.id`,
        [who.name, who.community ?? null, roleCalled(who.role)],
      );
      const person = theOne(named, who.name);
      const token = await new SignIn(dataSource, new Links(key, clock), clock).link(tx, person.id);
      await new Audit(new Vault(key)).note(tx, {
        ...{ communityId: person.community_id, actor: 'changeover', what: 'sign-in-link.printed-on-host' },
        ...{ subject: person.id, at: clock.now() },
      });
      return token;
    });
  } finally {
    await dataSource.destroy();
  }
}

/** As the command or as the page says it; null for any. */
function roleCalled(given: string | undefined): Role | null {
  if (given === undefined) return null;
  const role = roles.find((one) => [one, roleWords[one].toLowerCase()].includes(given.toLowerCase()));
  if (!role) throw new StartError(`There is no role “${given}”. Write lead, admin, reader or helper.`);
  return role;
}

function theOne(named: Named[], name: string): Named {
  const [person, another] = named;
  if (!person)
    throw new StartError(
      `Nobody who works here is called “${name}”. Write the name as it stands on “Who works here”.`,
    );
  if (!another) return person;
  if (new Set(named.map(({ community_id }) => community_id)).size === 1)
    throw new StartError(
      `${named.length} people of “${person.community}” are called “${name}”. Add the community and the role: lead, reader …`,
    );
  throw new StartError(
    `${named.length} people are called “${name}”. Add the community: ${named.map(({ community }) => `“${community}”`).join(', ')}.`,
  );
}
