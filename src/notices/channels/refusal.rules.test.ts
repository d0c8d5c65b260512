import fc from 'fast-check';
import { saysItIsGone, whoWantsUsSlower, whomItIsAbout } from './refusal.rules.js';

describe('a no of a mail server', () => {
  it.each([
    ['RCPT TO', 550, '550 5.1.1 User unknown', 'recipient'],
    ['RCPT TO', 550, '550 no', 'recipient'],
    ['RCPT TO', 550, '550 relayauthor@spam-login.example user unknown', 'recipient'],
    ['RCPT TO', 550, '550 <block@b.example>: user unknown at b.example', 'recipient'],
    ['RCPT TO', 550, '550 anna@listed.example: no mailbox at listed.example', 'recipient'],
    ['RCPT TO', 550, '550 <anna@b.example>: blocked, see spamhaus.example', 'us'],
    ['RCPT TO', 553, '553 5.1.3 Bad address', 'recipient'],
    ['RCPT TO', 552, '552 5.2.2 Mailbox full', 'recipient'],
    ['RCPT TO', 550, '550 5.4.1 Recipient address rejected: Access denied', 'recipient'],
    ['RCPT TO', 550, '550 5.5.0 Requested action not taken: mailbox unavailable', 'recipient'],
    ['DATA', 550, '550 5.1.1 No such user', 'recipient'],
    ['DATA', 552, '552-5.2.2 The mailbox is full', 'recipient'],
    ['MAIL FROM', 550, '550 5.1.1 Sender unknown', 'us'],
    ['MAIL FROM', 550, '550 no', 'us'],
    ['MAIL FROM', 530, '530 5.7.0 Authentication required', 'us'],
    ['RCPT TO', 530, '530 Authentication required', 'us'],
    ['RCPT TO', 550, '550 relay not permitted', 'us'],
    ['RCPT TO', 554, '554 5.7.1 Relay access denied', 'us'],
    ['RCPT TO', 550, '550 5.7.1 Your server is listed', 'us'],
    ['RCPT TO', 550, '550 5.1.8 Sender domain does not exist', 'us'],
    ['RCPT TO', 503, '503 5.5.1 Bad sequence', 'us'],
    ['DATA', 550, '550 Daily quota exceeded', 'us'],
    ['DATA', 554, '554 5.7.1 Message refused', 'us'],
    ['DATA', 552, '552 5.3.4 Message too big', 'us'],
    ['DATA', 550, '550 no', 'us'],
    ['AUTH PLAIN', 535, '535 5.7.8 Wrong', 'us'],
    ['CONN', 554, '554 No SMTP service here', 'us'],
    [
      'RCPT TO',
      550,
      '550 5.2.1 The user is receiving mail at a rate that prevents additional ones',
      'passing',
    ],
    ['RCPT TO', 550, '550-5.2.1 Too many messages for this user', 'passing'],
    ['RCPT TO', 450, '450 4.2.0 Greylisted', 'passing'],
    ['MAIL FROM', 421, '421 Later', 'passing'],
    ['DATA', 452, '452 4.3.1 Disk full', 'passing'],
  ])('at %s, %i, “%s”, is about: %4$s', (command, reply, words, about) => {
    expect(whomItIsAbout({ command, reply, words, code: 'EENVELOPE' })).toBe(about);
  });

  it('is about us where a password is refused, or nobody answers, whatever else stands there', () => {
    expect(whomItIsAbout({ command: 'AUTH PLAIN', code: 'EAUTH', reply: 454, words: '454 4.7.0' })).toBe(
      'us',
    );
    for (const code of ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'unknown'])
      expect(whomItIsAbout({ code })).toBe('us');
    expect(whomItIsAbout({ code: 'EENVELOPE', words: 'Invalid sender "x"' })).toBe('us');
    expect(whomItIsAbout({ code: 'EENVELOPE', words: 'Invalid recipient "x"' })).toBe('recipient');
  });

  it.each([
    ['550 5.1.1 User unknown', true],
    ['550 5.1.1 <relayauthor@b.example>: unknown', true],
    ['550 5.1.2 Bad destination', true],
    ['550 5.2.1 Mailbox disabled', true],
    ['550 5.2.1 Receiving mail at a rate that prevents additional messages', false],
    ['552 5.2.2 Mailbox full', false],
    ['550 5.1.1 Your server is on a blacklist', false],
    ['550 5.7.1 Not allowed', false],
    ['550 no', false],
    ['450 4.1.1 Try later', false],
  ])('“%s” says that the address is gone: %s', (words, gone) => {
    expect(saysItIsGone({ words })).toBe(gone);
  });

  it.each([
    ['RCPT TO', '450 4.2.0 Greylisted', 'domain'],
    ['RCPT TO', '450 try later', 'domain'],
    ['DATA', '451 4.7.1 Slow down', 'domain'],
    ['RCPT TO', '452 4.2.2 Mailbox full', null],
    ['RCPT TO', '550 5.2.1 Too many messages for this user', null],
    ['MAIL FROM', '421 4.7.0 Too many connections', 'everybody'],
    ['CONN', '421 Busy', 'everybody'],
  ])('at %s, “%s” asks to write more slowly to: %s', (command, words, whom) => {
    expect(whoWantsUsSlower({ command, words })).toBe(whom);
  });

  it('never closes a message unless it came to its recipient or names a mailbox', () => {
    const words = fc.oneof(fc.string(), fc.constant('550 5.7.26 no'), fc.constant('554 5.3.0 no'));
    const command = fc.constantFrom('MAIL FROM', 'DATA', 'AUTH LOGIN', 'CONN', 'EHLO');
    fc.assert(
      fc.property(command, fc.integer({ min: 400, max: 599 }), words, (at, reply, text) => {
        expect(whomItIsAbout({ command: at, reply, words: text })).not.toBe('recipient');
      }),
    );
  });
});
