import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { cut } from './cell.rules.js';
import { addressKey, handleKey, nameKey } from './address.rules.js';
import type { Facts, RowReason } from './roster.rules.js';

const ROWS = `copy import_row (import_id, number, display_name, language, time_zone, last_seen_on, phonebook,
  email_sealed, email_lookup, handle_sealed, handle_lookup, name_lookup) from stdin`;
const VERDICTS = `copy import_verdict (import_id, number, verdict, reasons, cells_sealed) from stdin`;

/** Large enough that the round trips vanish, small enough that memory stays flat. */
const BATCH = 4_000;

/**
 * Where good and bad rows wait between dry run and confirmation: sealed at once, written in batches by COPY.
 * While the database takes one batch the next is being read, and no more than two are in memory.
 */
export class Staging {
  private rows: string[] = [];
  private verdicts: string[] = [];
  private writing: Promise<void> = Promise.resolve();
  total = 0;
  bad = 0;

  /**
   * @param ring of the community
   * @param placeId handles are kept for a place only
   * @param progress told after each batch
   */
  constructor(
    private readonly client: ClientBase,
    private readonly ring: Keyring,
    private readonly importId: string,
    private readonly placeId: string | null,
    private readonly progress: (total: number, bad: number) => Promise<void>,
  ) {}

  /** Resolves when there is room for more. */
  good(number: number, facts: Facts): Promise<void> | undefined {
    const { ring, placeId } = this;
    const { email } = facts;
    const handle = placeId === null ? null : facts.handle;
    this.rows.push(
      line([
        this.importId,
        String(number),
        facts.name,
        facts.language,
        facts.timeZone,
        facts.lastSeenOn,
        facts.phoneBook ? 't' : 'f',
        email && ring.seal(email),
        email && ring.fingerprint(addressKey(email)),
        handle && ring.seal(handle),
        handle && ring.fingerprint(handleKey(placeId!, handle)),
        email || handle ? null : ring.fingerprint(nameKey(placeId, facts.name)),
      ]),
    );
    return this.step();
  }

  /** @param cells the mapped cells in the order of `mappedLabels`, for the lead to correct */
  refused(number: number, reasons: RowReason[], cells: string[]): Promise<void> | undefined {
    this.bad += 1;
    const kept = this.ring.seal(JSON.stringify(cells.map((cell) => cut(cell, 1_000))));
    this.verdicts.push(line([this.importId, String(number), 'bad', JSON.stringify(reasons), kept]));
    return this.step();
  }

  async end(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  private step(): Promise<void> | undefined {
    this.total += 1;
    return this.rows.length + this.verdicts.length >= BATCH ? this.flush() : undefined;
  }

  private async flush(): Promise<void> {
    const { rows, verdicts, total, bad } = this;
    this.rows = [];
    this.verdicts = [];
    await this.writing;
    this.writing = this.write(rows, verdicts).then(() => this.progress(total, bad));
    // Somebody awaits it at the next batch; until then a failure must not count as unhandled.
    this.writing.catch(() => undefined);
  }

  private async write(rows: string[], verdicts: string[]): Promise<void> {
    if (rows.length > 0) await this.copy(ROWS, rows);
    if (verdicts.length > 0) await this.copy(VERDICTS, verdicts);
  }

  private async copy(sql: string, lines: string[]): Promise<void> {
    await pipeline(Readable.from([Buffer.from(lines.join(''))]), this.client.query(copyFrom(sql)));
  }
}

/** One row of COPY's text format. */
function line(values: readonly (string | Buffer | null)[]): string {
  let text = '';
  for (const value of values) {
    if (text !== '') text += '\t';
    if (value === null) text += '\\N';
    else if (typeof value === 'string') text += escaped(value);
    else text += `\\\\x${value.toString('hex')}`;
  }
  return `${text}\n`;
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(SPECIAL, (sign) => ESCAPES[sign]!);
}
