import { describe, expect, it } from '@jest/globals';
import { emptyForm } from '../kernel/ui/forms.js';
import { render } from '../kernel/ui/render.js';
import { ImportPage } from './import.pages.js';
import type { ImportReport, RowReport } from './import.report.js';

const reasons = [
  { field: 'email', message: 'An e-mail address needs an @' },
  { field: 'language', message: 'We know no such language' },
];

function page(bad: number): string {
  const rows = Array.from({ length: bad }, (_, i) => ({ row: i + 1, reasons }) as RowReport);
  const counts = { create: 1, update: 0, skip: 0, 'likely-duplicate': 0, 'phone-book': 0, bad };
  const report = { id: 'x', state: 'ready', rows: bad + 1, counts } as ImportReport;
  return render(ImportPage({ report, open: [], bad: rows, form: emptyForm() }));
}

describe('a file on its way into the list', () => {
  it('counts one row as one, and several as several', () => {
    expect(page(1)).toContain('Of 2 rows: 1 new person, 0 changed, 1 row to correct.');
    expect(page(1)).toContain('>Download the row</a>, correct it, and');
    expect(page(2)).toContain('2 rows to correct.');
    expect(page(2)).toContain('>Download the 2 rows</a>, correct them, and');
  });

  it('says each thing that is wrong with a row on a line of its own', () => {
    expect(page(1)).toContain(
      '<div>email: An e-mail address needs an @</div><div>language: We know no such language</div>',
    );
  });
});
