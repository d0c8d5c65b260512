import type { PlayKey } from '../../src/rollout/playbook.js';
import { playRow } from '../../src/rollout/playbook.js';
import { Rollout } from '../../src/rollout/rollout.entity.js';
import { SocketBoard } from '../../src/rollout/socket-board.js';
import type { TestApp } from './test-app.js';

/** Does a play now, as the tick would. */
export function doPlay(app: TestApp, rolloutId: string, name: PlayKey, step: string): Promise<void> {
  return app.dataSource.transaction(async (tx) => {
    const now = app.clock.now();
    await app.get(SocketBoard).do(name, {
      ...{ tx, now, step, key: step ? `${name}/${step}` : name, row: playRow(name), reworded: null },
      rollout: await tx.findOneByOrFail(Rollout, { id: rolloutId }),
      day: now.toZonedDateTimeISO('Europe/Berlin').toPlainDate(),
    });
  });
}

/** The members to whom a notice was said, by id. */
export async function toldBy(app: TestApp, rolloutId: string, key: string): Promise<string[]> {
  const rows = await app.dataSource.query<{ member_id: string }[]>(
    `select d.member_id from delivery d join notice n on n.id = d.notice_id
      where n.key = $1 and n.rollout_id = $2 order by 1`,
    [key, rolloutId],
  );
  return rows.map((row) => row.member_id);
}
