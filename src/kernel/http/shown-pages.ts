import { Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Keyring } from '../crypto/keyring.js';
import { MasterKey } from '../crypto/master-key.js';
import { Refusal } from '../refusal.js';

/** So long whoever made a link or a token can load the page that shows it again. */
export const SHOWN_MINUTES = 10;

/**
 * Pages that show a secret once it was made: sealed, under an address of their own, for the sign-in that made it. So
 * neither a reload nor Back makes a second one, and a slip of the thumb loses nothing.
 */
@Injectable()
export class ShownPages {
  private readonly ring: Keyring;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    master: MasterKey,
  ) {
    const key = master.derive('shown pages');
    this.ring = new Keyring(new Map([[1, key]]), key);
  }

  /**
   * @param csrf the form token of who may see it, which only their sign-in has
   * @returns where it can be seen
   */
  async keep(csrf: string, html: string): Promise<`/${string}`> {
    const now = this.clock.now();
    const id = randomUUID();
    await this.dataSource.query('delete from shown_page where until <= $1', [now.toString()]);
    await this.dataSource.query(
      'insert into shown_page (id, holder, sealed, until) values ($1, $2, $3, $4)',
      [id, holder(csrf), this.ring.seal(html), now.add({ minutes: SHOWN_MINUTES }).toString()],
    );
    return `/shown/${id}`;
  }

  /** @throws Refusal alike for what has ended, was never there, or is another's */
  async look(csrf: string, id: string): Promise<string> {
    const [row] = await this.dataSource.query<{ sealed: Buffer }[]>(
      'select sealed from shown_page where id = $1 and holder = $2 and until > $3',
      [id, holder(csrf), this.clock.now().toString()],
    );
    if (row) return this.ring.open(row.sealed);
    throw new Refusal(
      'not-found',
      `This page was there for ${SHOWN_MINUTES} minutes, for who made what it shows. Make another link or token.`,
    );
  }
}

const holder = (csrf: string): Buffer => createHash('sha256').update(csrf).digest();
