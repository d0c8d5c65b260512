import { Injectable } from '@nestjs/common';
import { createHash, createHmac, createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import { moment } from '../database/columns.js';
import { MasterKey } from './master-key.js';

export interface NewLink {
  /** What it may be used for, for example `own-page`. A link found under one purpose opens no other. */
  purpose: string;
  /** Id of what it leads to. */
  subject: string;
  expiresAt?: Temporal.Instant;
}

export interface MadeLink {
  id: string;
  token: string;
}

export interface FoundLink {
  id: string;
  subject: string;
  /** The caller decides: a link may expire kindly. */
  expiresAt: Temporal.Instant | null;
  revokedAt: Temporal.Instant | null;
}

interface LinkRow {
  id: string;
  subject: string;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** Links that carry a right. Only a hash is stored; the token can be made again from the id and the key file. */
@Injectable()
export class Links {
  /** A key object: a bare key is set up anew for each of thousands of links. */
  private readonly key: KeyObject;

  constructor(
    master: MasterKey,
    private readonly clock: Clock,
  ) {
    this.key = createSecretKey(master.derive('links'));
  }

  /** 22 characters, base64url. The same id always gives the same token. */
  token(linkId: string): string {
    return createHmac('sha256', this.key)
      .update(linkId.toLowerCase())
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  }

  async create(tx: EntityManager, link: NewLink): Promise<MadeLink> {
    const made = await this.createMany(tx, link.purpose, [link.subject], link.expiresAt);
    return made.get(link.subject)!;
  }

  /** One round trip for any number of subjects; answers by subject. */
  async createMany(
    tx: EntityManager,
    purpose: string,
    subjects: string[],
    expiresAt?: Temporal.Instant,
  ): Promise<Map<string, MadeLink>> {
    const made = new Map(
      subjects.map((subject): [string, MadeLink] => {
        const id = randomUUID();
        return [subject, { id, token: this.token(id) }];
      }),
    );
    const links = [...made.values()];
    await tx.query(
      `insert into link (id, purpose, subject, hash, expires_at, created_at)
       select id, $1, subject, hash, $5, $6
         from unnest($2::uuid[], $3::uuid[], $4::bytea[]) as made (id, subject, hash)`,
      [
        purpose,
        links.map(({ id }) => id),
        [...made.keys()],
        links.map(({ token }) => hash(token)),
        expiresAt?.toString() ?? null,
        this.clock.now().toString(),
      ],
    );
    return made;
  }

  /** Undefined: there never was such a link for this purpose. Expired and revoked ones are found and say so. */
  async find(tx: EntityManager, token: string, purpose: string): Promise<FoundLink | undefined> {
    const [row] = await tx.query<LinkRow[]>(
      'select id, subject, expires_at, revoked_at from link where hash = $1 and purpose = $2',
      [hash(token), purpose],
    );
    return (
      row && {
        id: row.id,
        subject: row.subject,
        expiresAt: row.expires_at && moment(row.expires_at),
        revokedAt: row.revoked_at && moment(row.revoked_at),
      }
    );
  }

  /** True when this call revoked it: so a link for one use can be used by one caller only. */
  async revoke(tx: EntityManager, id: string, at: Temporal.Instant): Promise<boolean> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      'update link set revoked_at = $2 where id = $1 and revoked_at is null returning id',
      [id, at.toString()],
    );
    return rows.length === 1;
  }

  /** Every link of this purpose to a subject: where a new one takes their place, or nobody may come by them. */
  async revokeAll(tx: EntityManager, purpose: string, subject: string, at: Temporal.Instant): Promise<void> {
    await tx.query(
      'update link set revoked_at = $3 where purpose = $1 and subject = $2 and revoked_at is null',
      [purpose, subject, at.toString()],
    );
  }
}

/** The token has 128 random bits: a plain hash is enough, nobody can try them all. */
const hash = (token: string): Buffer => createHash('sha256').update(token).digest();
