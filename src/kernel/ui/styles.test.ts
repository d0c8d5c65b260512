import { appCss, memberCss } from './styles.js';

type Theme = Record<string, string>;

/** The colours of one theme, read from the stylesheet itself. */
function theme(selector: string): Theme {
  const start = appCss.text.indexOf(`${selector}{`);
  const block = appCss.text.slice(start, appCss.text.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

const light = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function contrast(one: string, two: string): number {
  const [high = 0, low = 0] = [light(one), light(two)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'sunken'];
const pairs: [string, string[], number][] = [
  ['ink', [...grounds, 'tint', 'rust-tint', 'amber-tint', 'quiet'], 7],
  ['ink-2', grounds, 4.5],
  ['accent', grounds, 4.5],
  ['deep', [...grounds, 'tint'], 4.5],
  ['rust', grounds, 4.5],
  ['on-accent', ['accent', 'deep'], 4.5],
  ['edge', grounds, 3],
  ['amber', grounds, 3],
];

describe('a box to tick in a table', () => {
  it('is as large for a finger as any other target', () => {
    const [, rule = ''] = /\.tick,\s*th label\s*{([^}]*)}/.exec(appCss.text) ?? [];
    expect(rule).toMatch(/min-width:\s*3rem/);
    expect(rule).toMatch(/min-height:\s*3rem/);
  });
});

describe.each([
  ['light', theme(':root')],
  ['dark', theme(":root[data-theme='dark']")],
])('the %s colours', (_name, colours) => {
  it.each(pairs)('%s can be read on %j', (over, under, least) => {
    for (const ground of under)
      expect([ground, contrast(colours[over]!, colours[ground]!) >= least]).toEqual([ground, true]);
  });

  it('white can be read on an alarm, and its button is white', () => {
    expect(contrast('#ffffff', colours['alarm']!)).toBeGreaterThan(7);
    expect(appCss.text).toContain('.banner.alarm button{background:#fff;border-color:#fff;color:#93121f}');
  });
});

describe('the stylesheets', () => {
  it('lose nothing in old browsers, load nothing and move nothing', () => {
    expect(appCss.text).not.toMatch(/light-dark\(|inset-inline|:has\(|url\(|@import|animation|transition/);
    for (const [, rule] of appCss.text.matchAll(/\{([^{}]*display:flex[^{}]*)\}/g))
      expect(rule).not.toContain('gap');
    for (const [, rule] of appCss.text.matchAll(/\{([^{}]*clamp\([^{}]*)\}/g))
      expect(rule).toMatch(/font-size:[\d.]+rem;font-size:clamp/);
  });

  it('leave members most of their 24 KB for words', () => {
    expect(memberCss.text.length).toBeLessThan(9000);
  });

  it('are whole after being made small', () => {
    expect(appCss.text.split('{').length).toBe(appCss.text.split('}').length);
    expect(appCss.text).toContain('@media (min-width:60em)');
  });
});
