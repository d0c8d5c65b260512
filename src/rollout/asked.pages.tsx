import type { VNode } from 'preact';

/** A second lead's yes that somebody waits for; `mine`: whoever looks has asked for it. */
interface Asked {
  request: string;
  by: string;
  mine: boolean;
}

/** Where the request stands, for who asked and for who may answer. */
export function AskedFor({ asked }: { asked: Asked }): VNode {
  return (
    <p class="note">
      {asked.mine ? 'You have' : `${asked.by} has`} asked for a second lead’s yes.{' '}
      <a href={`/yes/${asked.request}`}>{asked.mine ? 'Look at it' : 'Look at it, and answer'}</a>
    </p>
  );
}
