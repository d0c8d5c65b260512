import fc from 'fast-check';
import type { VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from './forms.js';
import { GateList } from './gate-list.js';
import { Markdown } from './markdown.js';
import { NextByItself } from './notes.js';
import { render } from './render.js';
import { safeUrl } from './safe-url.js';
import { Shell } from './shell.js';
import { Table } from './table.js';
import { Timeline } from './timeline.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const order = (html: string, ...words: string[]): void => {
  const places = words.map((word) => html.indexOf(word));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
};

const show = (inside: VNode, csrf?: string): string =>
  render(<ActForm action="/join">{inside}</ActForm>, { csrf });

describe('a page', () => {
  it('escapes whatever people wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const html = render(
          <Shell title={text}>
            <p title={text}>{text}&lt;</p>
          </Shell>,
        );
        expect(html.match(/<script|<img|onerror=/g)).toBeNull();
        expect(html.split('<p').length).toBe(2);
      }),
    );
    expect(render(<p title={'"<b>'}>{'<b>'}</p>)).toContain('<p title="&quot;&lt;b>">&lt;b></p>');
  });

  it('says above its heading which move it is part of, once', () => {
    const name = '<p class="aside"><bdi>Our move</bdi></p>';
    expect(render(<Shell title="Pause" within="Our move" />)).toContain(name);
    expect(render(<Shell title="Overview" within="Our move" headed />)).not.toContain(name);
  });

  it('says first that a form came back', () => {
    expect(render(<Shell title="Join" problem />)).toContain('<title>Error: Join</title>');
  });
});

describe('a form', () => {
  const form: FormState = {
    values: { name: 'Ada <3', way: 'door' },
    reasons: [{ field: 'mail.address', message: 'Write an address.' }, { message: 'The place is full.' }],
  };
  it('carries the token of who is signed in, and none where nobody is', () => {
    expect(show(<Button>Go</Button>, 'abc')).toContain('<input type="hidden" name="_form" value="abc"/>');
    expect(show(<Button>Go</Button>)).not.toContain('_form');
  });

  it('keeps what was typed and leads from each reason to its field', () => {
    const html = show(
      <>
        <ErrorSummary form={form} />
        <Field name="name" label="Name" form={form} />
        <Field name="mail.address" label="Mail" form={form} />
      </>,
    );
    expect(html).toContain('value="Ada &lt;3"');
    const [, target = ''] = /<a href="#([^"]+)">Write an address/.exec(html) ?? [];
    expect(html).toContain(`id="${target}"`);
    expect(html).toContain(`aria-describedby="${target}-reason"`);
    expect(html).toContain('<li>The place is full.</li>');
    order(html, 'action="/join#problem"', 'id="problem"', 'name="name"');
  });

  it('says in its summary which field, where the reason would fit any', () => {
    const message = 'Write something here.';
    const refused: FormState = {
      values: {},
      reasons: [
        { field: 'name', message },
        { field: 'how', message },
        { field: 'mail', message: 'Write an address.' },
        { field: 'unseen', message },
      ],
    };
    const html = show(
      <>
        <ErrorSummary form={refused} />
        <Field name="name" label="Your name" form={refused} />
        <Field name="mail" label="Your mail" form={refused} />
        <Choices name="how" legend="How is it?" options={[]} form={refused} />
      </>,
    );
    const [summary = '', fields = ''] = html.split('</ul>');
    expect(summary.match(/(?<=<li>).*?(?=<\/li>)/g)).toEqual([
      `<a href="#field-name">Your name: ${message}</a>`,
      `<a href="#field-how">How is it? ${message}</a>`,
      '<a href="#field-mail">Write an address.</a>',
      `<a href="#field-unseen">${message}</a>`,
    ]);
    expect(fields).toContain(`<p class="reason" id="field-name-reason">${message}</p>`);
  });

  it('ticks only what was chosen', () => {
    const options = [
      { value: 'message', label: 'By message' },
      { value: 'door', label: 'At the door' },
    ];
    const ticks = (state?: FormState): number =>
      show(<Choices name="way" legend="How?" options={options} {...(state && { form: state })} />).split(
        'checked',
      ).length - 1;
    expect(ticks()).toBe(0);
    expect(ticks(form)).toBe(1);
  });

  it('ties hint and reason of a choice to the whole of it', () => {
    const wrong: FormState = { values: {}, reasons: [{ field: 'way', message: 'Choose how.' }] };
    const html = show(<Choices name="way" legend="How?" hint="One of them." options={[]} form={wrong} />);
    expect(html).toContain('aria-describedby="field-way-hint field-way-reason" aria-invalid');
    expect(html).toContain('id="field-way-reason">Choose how.');
  });
});

describe('components', () => {
  it('list what a gate still needs before what is met, and keep the verdict beside an override', () => {
    const html = render(
      <GateList
        title="Gate"
        rows={[
          { verdict: 'met', criterion: 'held' },
          { verdict: 'not enough evidence', criterion: 'invited', missing: 'Ask Bo.' },
          { verdict: 'not met', criterion: 'at home' },
        ]}
        override={{ by: 'Ada', on: 'Tuesday 7 July', reason: 'told at the meeting' }}
      />,
    );
    order(html, '1 of 3 met', 'at home', 'invited', 'Ask Bo.', 'held', 'Overridden by Ada on Tuesday 7 July');
    expect(html).toContain('Not met:');
  });

  it('keep the roles of a table that becomes cards', () => {
    const rows = [{ name: 'Bo', days: 12 }];
    const html = render(
      <Table
        caption="Waiting"
        rows={rows}
        columns={[
          { label: 'Name', cell: ({ name }) => name },
          { label: 'Days', cell: ({ days }) => days, number: true },
          { label: 'State', cell: () => ['a mark', ' and a word'] },
        ]}
      />,
    );
    expect(html).toContain('<td role="cell" data-label="State"><div>a mark and a word</div></td>');
    expect(html).toContain('<th role="rowheader" scope="row">Bo</th>');
    expect(html).toContain('<td role="cell" class="num" data-label="Days">12</td>');
  });

  it('say one person as one person, and ask nothing before stopping', () => {
    const html = render(
      <NextByItself items={[{ what: 'Nudge', people: 1, when: 'Tuesday 7 July', stopAction: '/stop/1' }]} />,
    );
    expect(html).toContain('<span class="people">1</span> person, Tuesday 7 July');
    expect(html).toContain('action="/stop/1#problem"');
  });

  it('draw a lane from its first to its last day, mirrored for right-to-left', () => {
    const lane = { name: 'Pilot', words: 'weeks 1', state: 'open' as const };
    const planned = { from: day('2026-01-06'), to: day('2026-01-10') };
    const draw = (dir: 'ltr' | 'rtl'): string =>
      render(
        <Timeline dir={dir} lanes={[{ ...lane, planned }]} from={day('2026-01-01')} to={day('2026-01-20')} />,
      );
    expect(draw('ltr')).toContain('x="25%" width="25%"');
    expect(draw('rtl')).toContain('x="50%" width="25%"');
  });

  it('draw an arrow where a lane has no end yet, and none once it is closed', () => {
    const lane = { name: 'Sunset', words: 'closed', planned: { from: day('2026-01-06'), to: null } };
    const real = { from: day('2026-01-06'), to: day('2026-01-10') };
    const draw = (state: 'open' | 'closed'): string =>
      render(<Timeline lanes={[{ ...lane, state, real }]} from={day('2026-01-01')} to={day('2026-01-20')} />);
    expect(draw('open')).toContain('class="arrow"');
    expect(draw('closed')).not.toContain('class="arrow"');
    expect(draw('closed')).toContain('class="planned closed" x="25%"');
  });
});

describe('text that people wrote', () => {
  it('becomes paragraphs and links, and never a script, whatever it is', () => {
    const html = render(
      <Markdown
        text={'# Hello\n\n[us](https://example.org) <script>x</script> ![i](https://x.test/p.png)'}
      />,
    );
    expect(html).toContain('<h2>Hello</h2>');
    expect(html).toContain('<a href="https://example.org">us</a>');
    expect(html).not.toMatch(/<script|<img/);
    const nasty = fc.constantFrom(
      'javascript:',
      '](',
      '<img src=x onerror=x>',
      '[a]',
      '<',
      'data:text/html,',
      '\n',
      '(',
      ')',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.string()), { maxLength: 12 }), (parts) => {
        expect(render(<Markdown text={parts.join('')} />)).not.toMatch(
          /<img|<script|href="(javascript|data)/i,
        );
      }),
    );
  });

  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['/m/abc', '/m/abc'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['javascript:alert(1)', '#'],
    [' java\nscript:alert(1)', '#'],
    ['data:text/html,x', '#'],
    ['http://[', '#'],
  ])('%j as an address is %j', (given, safe) => {
    expect(safeUrl(given)).toBe(safe);
  });
});
