import { ScriptedSmtp } from '../../../test/support/scripted-smtp.js';
import { TestClock } from '../../kernel/clock.js';
import { EmailChannel } from './email.channel.js';

const words = { subject: 'News', text: 'There is news.', html: '<p>There is news.</p>' };
const message = {
  ...{ deliveryId: 'a', noticeIds: [], communityId: 'c', memberId: null, fromName: '', replyTo: null },
  ...{ words, values: {}, headers: {}, messageId: '<a@hill.example>', to: 'anna@hill.example' },
};

describe('a mail server behind a network', () => {
  let smtp: ScriptedSmtp;
  beforeAll(async () => {
    smtp = await ScriptedSmtp.start();
  });
  afterAll(() => smtp.goDown());

  const sent = async (user: string, host: string, more = ''): Promise<unknown> => {
    const smtpUrl = `${smtp.url.replace('//127.0.0.1', `//${user}${host}`)}${more}`;
    const channel = new EmailChannel({ smtpUrl, mailFrom: 'move@hill.example' }, new TestClock());
    const [result] = await channel.send([message]);
    await channel.close();
    return result;
  };

  it('gets no password that others could read, and no letter behind it', async () => {
    expect(await sent('move:secret@', '0.0.0.0')).toEqual({
      ...{ is: 'later', ours: true },
      reason: expect.stringContaining('safe'),
    });
    expect(smtp.received).toEqual([]);
  });

  it('is believed where the host says so, or where no password is at stake', async () => {
    expect(await sent('', '0.0.0.0')).toEqual({ is: 'accepted' });
    expect(await sent('move:secret@', '0.0.0.0', '?requireTLS=false')).not.toMatchObject({
      reason: expect.stringContaining('safe'),
    });
  });
});

describe('a message that cannot be written', () => {
  let smtp: ScriptedSmtp;
  beforeAll(async () => {
    smtp = await ScriptedSmtp.start();
  });
  afterAll(() => smtp.goDown());

  it('is refused alone: what stands behind it goes', async () => {
    const channel = new EmailChannel({ smtpUrl: smtp.url, mailFrom: 'move@hill.example' }, new TestClock());
    const broken = { ...message, words: { ...words, text: undefined as unknown as string } };
    const results = await channel.send([broken, message]);
    await channel.close();
    expect(results).toEqual([{ is: 'refused', reason: 'it could not be written' }, { is: 'accepted' }]);
    expect(smtp.received).toHaveLength(1);
  });
});
