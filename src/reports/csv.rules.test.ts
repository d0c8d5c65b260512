import { Temporal } from 'temporal-polyfill';
import { adoptionCsv, proofCsv } from './csv.rules.js';

describe('a file of figures', () => {
  it('holds each day with its denominator', () => {
    const point = {
      ...{
        day: Temporal.PlainDate.from('2026-03-30'),
        low: 0.5,
        high: 0.625,
        revision: 1,
        late: false,
        firstLow: 0.5,
      },
      ...{ baseline: 8, assumed: 2, takenOut: 1, arrived: 5, active: 5, comfortable: 4, unknown: 1 },
    };
    const [header, line] = adoptionCsv([point]).split('\r\n');
    expect(header).toContain('Adoption, low end (% of baseline)');
    expect(line).toBe('2026-03-30,50.0,62.5,8,2,1,5,5,4,1,no,1');
  });

  it('leaves empty what is not known', () => {
    const point = {
      ...{
        day: Temporal.PlainDate.from('2026-03-30'),
        low: null,
        high: null,
        revision: 0,
        late: true,
        firstLow: null,
      },
      ...{ baseline: 0, assumed: 0, takenOut: 0, arrived: 0, active: 0, comfortable: 0, unknown: 0 },
    };
    expect(adoptionCsv([point]).split('\r\n')[1]).toBe('2026-03-30,,,0,0,0,0,0,0,0,yes,0');
  });

  it('is safe in a spreadsheet: what looks like a formula stays text', () => {
    const row = { key: '=1+1', what: 'Help', said: '2026-03-30', people: 2, grades: { told: 1 }, none: 1 };
    const [header, line] = proofCsv([row], ['told', 'accepted']).split('\r\n');
    expect(header).toBe('\ufeffNotice,What,Said on,People,Proof: told,Proof: accepted,None of these');
    expect(line).toMatch(/^"?'=1\+1"?,Help,2026-03-30,2,1,0,1$/);
  });
});
