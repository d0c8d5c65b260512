import {
  emailBench,
  emailTo,
  guardedBench,
  mailboxBench,
  message,
  webhookBench,
  type Bench,
  type Received,
} from './channel-benches.js';

const benches: [string, () => Promise<Bench>][] = [
  ['email', emailBench],
  ['email', guardedBench],
  ['mailbox', mailboxBench],
  ['webhook', webhookBench],
];

describe.each(benches)('the %s channel', (called, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await open();
  });
  afterAll(() => bench.close());

  it('goes by its name in the ledger', () => {
    expect(bench.channel.name).toBe(called);
  });

  it('answers for each message in its order, and each arrives once, at one person', async () => {
    const batch = await Promise.all(
      ['a', 'b', 'c'].map(async (who) => message({ ...(await bench.delivery()), to: `${who}@hill.example` })),
    );
    expect(await bench.channel.send(batch)).toEqual(batch.map(() => ({ is: 'accepted' })));
    const received = await bench.received();
    expect(received.map(({ to }) => to.join()).toSorted()).toEqual([
      'a@hill.example',
      'b@hill.example',
      'c@hill.example',
    ]);
  });

  it('answers an empty batch with nothing', async () => {
    expect(await bench.channel.send([])).toEqual([]);
  });

  it('carries every script of the world unharmed', async () => {
    const subject = 'Новый дом · 新しい家 · بيت جديد';
    const text = 'Grüße aus dem Treppenhaus 🏠\n\nمرحبا';
    await bench.channel.send([
      message({ ...(await bench.delivery()), subject, text, html: `<p>${subject}</p>` }),
    ]);
    const received = await bench.received();
    expect(received.at(-1)).toMatchObject({ subject, text });
  });

  it('fills in each reader of the same words, and nothing of a name becomes part of them', async () => {
    const before = (await bench.received()).length;
    const words = {
      subject: 'Come along, {firstName}',
      text: 'Hello {firstName},\n\nyour page: {ownPage}',
      html: '<p>Hello {firstName}</p>',
    };
    const names = ['Bo', '<b>Eve</b> {ownPage}\r\nX-Evil: yes', `${'Ünï'.repeat(60)}=3D`];
    const ownPage = `https://hill.example/guide/${'x'.repeat(90)}`;
    await bench.channel.send(
      await Promise.all(
        names.map(async (firstName) =>
          message({ ...(await bench.delivery()), words, values: { firstName, ownPage } }),
        ),
      ),
    );
    const received = (await bench.received()).slice(before);
    const shown = names.map((name) => name.replace('\r\n', ' '));
    expect(received.map(({ subject }) => subject).toSorted()).toEqual(
      shown.map((name) => `Come along, ${name}`).toSorted(),
    );
    for (const name of shown)
      expect(received.map(({ text }) => text)).toContain(`Hello ${name},\n\nyour page: ${ownPage}`);
  });

  it('lets no line break in a subject, a name or a header add a reader or a header', async () => {
    const before = (await bench.received()).length;
    const evil = 'Hello\r\nBcc: victim@elsewhere.example\r\nX-Evil: yes\r\n\r\nbody';
    await bench.channel.send([
      message({
        ...(await bench.delivery()),
        subject: evil,
        fromName: evil,
        headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<http://x.example/m/1>${evil}` },
      }),
    ]);
    const received = (await bench.received()).slice(before);
    expect(received.map(({ to }) => to)).toEqual([['anna@hill.example']]);
    expect(received[0]!.raw).not.toMatch(/^(Bcc|X-Evil):/im);
  });

  it('knows a repeat after a crash for the same message', async () => {
    const before = (await bench.received()).length;
    const again = message(await bench.delivery());
    await bench.channel.send([again]);
    await bench.channel.send([again]);
    const ids = (await bench.received()).slice(before).map(({ messageId }) => messageId);
    expect([...new Set(ids)]).toEqual([again.messageId]);
  });
});

describe('the email channel alone', () => {
  it('tells a refusal for good from one that may pass, and goes on with the others', async () => {
    const bench = await emailBench();
    const to = ['gone@hill.example', 'greylisted@hill.example', 'anna@hill.example', 'not an address'];
    const results = await bench.channel.send(to.map((address) => message({ to: address })));
    expect(results).toEqual([
      { is: 'refused', reason: 'the receiving server said no (550)' },
      { is: 'later', reason: 'the receiving server said not now (450)', slower: 'domain' },
      { is: 'accepted' },
      { is: 'refused', reason: expect.any(String) as string },
    ]);
    await bench.close();
  });

  it('writes to one reader or to none, whatever stands where an address should, and goes on with the others', async () => {
    const bench = await emailBench();
    const bad = [
      'anna@hill.example\r\nRCPT TO:<eve@elsewhere.example>',
      'anna@hill.example\r\n\r\nBcc: eve@elsewhere.example',
      ...['anna@hill.example, eve@elsewhere.example', 'Eve <eve@elsewhere.example>, anna@hill.example'],
      ...['"anna berg"@hill.example', 'anna(eve@elsewhere.example)@hill.example', 'anna@[127.0.0.1]'],
      ...['an\0na@hill.example', '\u202eanna@hill.example', `${'a'.repeat(320)}@hill.example`, '@', ''],
    ];
    const good = ['bo@hill.example', 'bo@hügel.example', "o'bo+move@hill.example"];
    const results = await bench.channel.send([...bad, ...good].map((to) => message({ to })));
    expect(results.map(({ is }) => is)).toEqual([...bad.map(() => 'refused'), ...good.map(() => 'accepted')]);
    expect(new Set(results.flatMap((one) => ('reason' in one ? [one.reason] : [])))).toEqual(
      new Set(['the address cannot be used']),
    );
    expect((await bench.received()).flatMap(({ to }) => to).toSorted()).toEqual([
      ...['bo@hill.example', 'bo@hügel.example', "o'bo+move@hill.example"],
    ]);
    const raw = (await bench.received()).map((one) => one.raw).join('');
    expect(raw).toContain('To: bo@xn--hgel-0ra.example');
    expect(raw).not.toContain('eve@elsewhere.example');
    await bench.close();
  });

  it('closes a row alone whose letters before the @ a server does not take: it is no trouble of ours', async () => {
    const bench = await emailBench({
      hideSMTPUTF8: true,
      onRcptTo: ({ address }, _session, done) =>
        done(/^[ -~]*$/.test(address) ? null : Object.assign(new Error('what?'), { responseCode: 501 })),
    });
    const results = await bench.channel.send(
      ['änne@hill.example', 'bo@hill.example'].map((to) => message({ to })),
    );
    expect(results).toEqual([
      { is: 'refused', reason: 'the receiving server said no (501)' },
      { is: 'accepted' },
    ]);
    await bench.close();
  });

  it('asks to try again later when nobody answers', async () => {
    const bench = await emailBench();
    await bench.close();
    const channel = emailTo(bench.address);
    const results = await channel.send([message({})]);
    expect(results).toEqual([
      { is: 'later', ours: true, reason: expect.stringContaining('does not answer') as string },
    ]);
    await channel.close();
  });

  it('writes both parts, and the headers by which a mail program stops this kind', async () => {
    const bench = await emailBench();
    const stop = {
      'List-Unsubscribe': '<http://localhost/m/x/stop/survey>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    await bench.channel.send([message({ headers: { ...stop, 'Auto-Submitted': 'auto-generated' } })]);
    const [{ raw }] = (await bench.received()) as [Received];
    for (const line of [
      'From: "Mira Solano, for Hill Street 12" <move@hill.example>',
      'Reply-To: mira@hill.example',
      'Auto-Submitted: auto-generated',
      'List-Unsubscribe: <http://localhost/m/x/stop/survey>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Type: text/html; charset=utf-8',
    ])
      expect(raw).toContain(line);
    await bench.close();
  });
});
