import type { VNode } from 'preact';
import { linkCell, tickCell, tickId } from '../kernel/ui/cells.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Table } from '../kernel/ui/table.js';
import type { Part } from './part.pages.js';

const Messages = (): VNode => (
  <Table
    caption="Newest first"
    rows={[
      { what: 'Invitation', people: 214, became: '198 accepted, 12 came back, 4 told', note: '' },
      { what: 'First reminder', people: 96, became: '96 accepted', note: 'said in two wordings' },
    ]}
    columns={[
      { label: 'What', cell: ({ what }) => linkCell('#main', what) },
      { label: 'People', cell: ({ people }) => people, number: true },
      { label: 'What became of it', cell: ({ became }) => became },
      { label: 'Note', cell: ({ note }) => note },
    ]}
  />
);

const people = [
  { id: 'aylin', name: 'Aylin Kaya', there: true },
  { id: 'bo', name: 'Bo Lindqvist', there: false },
];
const called = ({ id, name }: (typeof people)[number]): VNode => (
  <label for={tickId('present', id)}>{name}</label>
);
const ticks = ({ id, name, there }: (typeof people)[number]): VNode =>
  tickCell('present', id, `${name} is in the list`, there);

const RollCall = (): VNode => (
  <ActForm action="/design">
    <Table
      caption="By name"
      rows={people}
      columns={[
        { label: 'Name', cell: called },
        { label: 'Is in the list', cell: ticks },
      ]}
    />
    <Button>Keep this roll call</Button>
  </ActForm>
);

export const tables: Part[] = [
  { name: 'Table, and cards on a phone', draw: Messages },
  { name: 'Table, with ticks', draw: RollCall },
  {
    name: 'Table, without a row',
    draw: () => <Empty what="Helpers will stand here." why="Nobody has agreed to help yet." />,
  },
];
