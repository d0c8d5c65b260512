import type { ComponentChildren, VNode } from 'preact';

export interface Column<Row> {
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** Digits stand at the end, one below the other. */
  number?: boolean;
}

/**
 * A table that becomes a card a row on a phone: the first column is the row's header and the card's title.
 * Roles are written out, because a table laid out as blocks loses them in some browsers.
 */
export function Table<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  /** One of several below each other: their columns begin at the same places. */
  even?: boolean;
}): VNode {
  const [first, ...others] = props.columns;
  const name = (column: Column<Row>): string | undefined => (column.number ? 'num' : undefined);
  return (
    <table class={props.even ? 'cards even' : 'cards'} role="table">
      <caption>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th role="columnheader" scope="col" class={name(column)} key={column.label}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- drawn once, on the server
          <tr role="row" key={index}>
            <th role="rowheader" scope="row">
              {first?.cell(row)}
            </th>
            {others.map((column) => {
              const inside = column.cell(row);
              const bare = inside === '' || inside === null || inside === undefined;
              return (
                <td
                  role="cell"
                  class={bare ? 'bare' : name(column)}
                  data-label={column.label}
                  key={column.label}
                >
                  {/* On a card the name stands beside it: whatever is more than words must stay together. */}
                  {typeof inside === 'object' ? <div>{inside}</div> : inside}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
