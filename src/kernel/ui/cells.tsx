import type { ComponentChildren, VNode } from 'preact';

/** What stands in cells of a table: functions, so that a column can be written in one line. */

export const linkCell = (href: string, words: ComponentChildren): VNode => <a href={href}>{words}</a>;

/** What the name beside a box is the label of, so that it too can be pressed. */
export const tickId = (name: string, value: string): string => `${name}-${value}`;

/** A box to tick in a row, named for who hears the page. Around it is room for a finger. */
export const tickCell = (name: string, value: string, label: string, ticked: boolean): VNode => (
  <label class="tick">
    <input
      id={tickId(name, value)}
      type="checkbox"
      name={name}
      value={value}
      aria-label={label}
      checked={ticked}
    />
  </label>
);
