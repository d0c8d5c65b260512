import type { ComponentChildren, VNode } from 'preact';

/** What stands in cells of a table: functions, so that a column can be written in one line. */

export const linkCell = (href: string, words: ComponentChildren): VNode => <a href={href}>{words}</a>;

/** A box to tick in a row, named for who hears the page. */
export const tickCell = (name: string, value: string, label: string, ticked: boolean): VNode => (
  <input type="checkbox" name={name} value={value} aria-label={label} checked={ticked} />
);
