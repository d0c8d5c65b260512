import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { KnownAddresses } from './known-addresses.js';
import { SignIn } from './sign-in.js';

export type Arrived =
  | { is: 'in'; secret: string }
  /** One link for each place, good once. */
  | { is: 'several'; doors: { called: string; token: string }[] }
  | { is: 'unknown' };

/** Lets somebody in whose address a provider has checked. Who has no account here gets none by it. */
@Injectable()
export class OpenIdArrivals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly addresses: KnownAddresses,
    private readonly signIn: SignIn,
  ) {}

  async of(address: string, userAgent: string | undefined): Promise<Arrived> {
    const [first, ...others] = await this.addresses.accounts(this.dataSource.manager, address);
    if (!first) return { is: 'unknown' };
    if (others.length === 0) return { is: 'in', secret: await this.signIn.enterAs(first.id, userAgent) };
    return this.dataSource.transaction(async (tx) => {
      const doors: { called: string; token: string }[] = [];
      for (const { id, called } of [first, ...others])
        doors.push({ called, token: await this.signIn.link(tx, id) });
      return { is: 'several', doors };
    });
  }
}
