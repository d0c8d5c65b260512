import { detectLayout } from './csv-dialect.rules.js';
import { guessFromCells, guessMapping, mappingProblems, recognise } from './mapping.rules.js';

describe('a header', () => {
  it.each([
    ['E-Mail', 'email'],
    ['e_mail', 'email'],
    ['EMAIL ADDRESS', 'email'],
    ['Correo electrónico', 'email'],
    ['E-posta', 'email'],
    ['Full Name', 'name'],
    ['Ad Soyad', 'name'],
    ['Vorname', 'givenName'],
    ['Prénom', 'givenName'],
    ['Soyadı', 'familyName'],
    ['last_seen_at', 'lastSeen'],
    ['Last visited group on', 'lastSeen'],
    ['Zuletzt gesehen', 'lastSeen'],
    ['Benutzername', 'handle'],
    ['Account address', 'handle'],
    ['locale', 'language'],
    ['Fuso horário', 'timeZone'],
    ['Mother – email', undefined],
    ['Birth Date', undefined],
    ['', undefined],
  ])('%s means %s', (label, field) => {
    expect(recognise(label)).toBe(field);
  });

  it('is read in any order, and a whole name wins over its halves', () => {
    expect(guessMapping(['x', 'Mail', 'First name', 'Display name', 'Email'])).toEqual({
      columns: { email: 'Email', name: 'Display name' },
    });
  });

  it('that nobody knows is helped by its cells, while only one column can be the name', () => {
    const rows = [['Ana', '3', 'ana@x.example', 'Berlin']];
    expect(guessFromCells({ columns: {} }, ['Wer', 'Etage', 'Kontakt'], rows, 1)).toEqual({
      columns: { name: 'Wer', email: 'Kontakt' },
    });
    expect(guessFromCells({ columns: {} }, ['Wer', 'Etage', 'Kontakt', 'Wo'], rows, 1)).toEqual({
      columns: { email: 'Kontakt' },
    });
  });

  it('is compared with what a lead said', () => {
    expect(mappingProblems({ columns: { name: 'Nom', email: 'Mail' } }, ['Mail'])).toEqual([
      { field: 'columns.name', message: expect.stringContaining('It has: Mail') },
    ]);
    expect(mappingProblems({ columns: { language: 'L' } }, ['L'])).toHaveLength(1);
  });
});

describe('a layout', () => {
  it.each([',', ';', '\t', '|'] as const)('with %j between cells', (separator) => {
    const row = (...cells: string[]): string => `${cells.join(separator)}\r\n`;
    const text =
      row('Name', 'E-mail', 'Note') + row('Ana', 'ana@x.example', '"a, b; c"') + row('Bo', '', 'x,y,z');
    expect(detectLayout(text)).toEqual({ separator, headerRow: 1, header: ['Name', 'E-mail', 'Note'] });
  });

  it('with a title above its header', () => {
    const text = 'Members of Garden Street,,\nas of today\n\nName,Email,Name\nAna,a@x.example,\n';
    expect(detectLayout(text)).toEqual({
      separator: ',',
      headerRow: 4,
      header: ['Name', 'Email', 'Name (2)'],
    });
  });

  it('without a header, known by its cells', () => {
    const layout = detectLayout('Ana Öz,ana@x.example,7\nBo,bo@x.example,8\n');
    expect(layout).toEqual({ separator: ',', headerRow: 0, header: ['Column 1', 'Column 2', 'Column 3'] });
    expect(guessFromCells({ columns: {} }, layout.header, [['Ana Öz', 'ana@x.example', '7']], 0)).toEqual({
      columns: { name: 'Column 1', email: 'Column 2' },
    });
  });

  it('as a spreadsheet tells it in the first line, or a lead', () => {
    expect(detectLayout('sep=;\nName;Mail\nAna;a,b\n')).toMatchObject({ separator: ';', headerRow: 2 });
    expect(detectLayout('Ana\nBo\n', { headerRow: 0 }).header).toEqual(['Column 1']);
  });
});
