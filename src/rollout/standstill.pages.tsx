import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { Banner } from '../kernel/ui/notes.js';
import { PageRequest } from '../kernel/ui/render.js';
import { spokenMoment } from './calendar.words.js';

/** On each page that promises that something goes by itself: that it does not, since when, and what to do. */
export function Standstill({ zone }: { zone: string }): VNode | null {
  const { standstill } = useContext(PageRequest);
  if (!standstill) return null;
  return (
    <Banner kind="alarm">
      <p>
        {standstill === 'never'
          ? 'Changeover has never done anything by itself here. Nothing goes out: what is due waits.'
          : `Changeover has done nothing by itself since ${spokenMoment(standstill, zone)}. Nothing is lost: what is due waits.`}{' '}
        Tell whoever hosts it to look whether its worker runs.
      </p>
    </Banner>
  );
}
