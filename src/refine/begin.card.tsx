import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { guidesOf } from './guides.service.js';

interface NewPlace {
  name: string;
  address: string | null;
}

@Injectable()
export class BeginCard {
  /** Where the new place is and how to begin there, as invitations promise: for the circle, and once it is open. */
  @OwnPageCard(16)
  async begin({ tx, rollout, participation, path, say }: OwnPageVisit): Promise<VNode | null> {
    if (rollout.cancelledAt || participation.outcome) return null;
    const places = await tx.query<NewPlace[]>(
      `select p.name, p.address from rollout_place rp join place p on p.id = rp.place_id
        where rp.rollout_id = $1 and rp.side = 'destination'
          and ($2 or exists (select from phase where rollout_id = $1 and key = 'launch' and opened_on is not null))
        order by p.name, p.id`,
      [rollout.id, participation.pilot],
    );
    const isOpen = places.length > 0 && participation.arrivedOn === null;
    const guides = isOpen ? await guidesOf(tx, { rolloutId: rollout.id }, true) : [];
    const known = places.filter(({ address }) => address);
    const first = guides.filter(({ kind }) => kind === 'quick start' || kind === 'visual guide');
    if (known.length === 0 && first.length === 0) return null;
    return (
      <section>
        <h2>{say(participation.arrivedOn ? 'The new place' : 'How to begin')}</h2>
        {known.map(({ name, address }) => (
          <p key={name}>
            {name}: {isLink(address!) ? <a href={address!}>{address}</a> : address}
          </p>
        ))}
        {first.map(({ id, slug, title }) => (
          <p key={id}>
            <a href={`${path}/g/${slug}`}>{title}</a>
          </p>
        ))}
      </section>
    );
  }
}

/** Directions are shown as they are written. */
const isLink = (address: string): boolean => /^https?:\/\/\S+$/.test(address);
