import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Accounts, TOKEN_HOURS } from '../access/accounts.js';
import { Audit } from '../access/audit.js';
import type { SetupInput } from './setup.input.js';
import { CareService } from './care.service.js';
import { SetupLink } from './setup-link.js';

/** The beginning: a community, and the first person who works in it. */
@Injectable()
export class SetupService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly link: SetupLink,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
    private readonly care: CareService,
  ) {}

  /** All of it or nothing: a link that was used up has set something up. */
  setUp(input: SetupInput): Promise<{ communityId: string; accountId: string }> {
    return this.dataSource.transaction(async (tx) => {
      const { communityId, accountId } = await this.found(tx, input);
      return { communityId, accountId };
    });
  }

  /** The same for a program, which has no other way in than a token. It is shown this once. */
  setUpByProgram(input: SetupInput): Promise<{ communityId: string; accountId: string; token: string }> {
    return this.dataSource.transaction(async (tx) => {
      const { communityId, accountId, at } = await this.found(tx, input);
      const until = at.add({ hours: TOKEN_HOURS });
      const token = await this.accounts.issueToken(tx, accountId, 'first token', until);
      return { communityId, accountId, token };
    });
  }

  private async found(
    tx: EntityManager,
    input: SetupInput,
  ): Promise<{ communityId: string; accountId: string; at: Temporal.Instant }> {
    const at = await this.link.use(tx, input.token);
    const { id: communityId } = await this.care.found(tx, input.community);
    const { id: accountId } = await this.accounts.create(tx, {
      ...input.person,
      communityId,
      role: 'admin',
    });
    await this.audit.note(tx, {
      ...{ communityId, actor: accountId, at },
      what: 'community.set-up',
      subject: communityId,
    });
    return { communityId, accountId, at };
  }
}
