import { once } from 'node:events';
import net from 'node:net';
import { jest } from '@jest/globals';
import { startTestApp } from '../../../test/support/test-app.js';

jest.setTimeout(15_000);

describe('a program that ends', () => {
  it('waits for nobody who has opened a connection and said nothing yet, as browsers do', async () => {
    const app = await startTestApp({ modules: [], settings: { role: 'web' } });
    const silent = net.connect(Number(new URL(app.url).port), '127.0.0.1');
    await once(silent, 'connect');
    const ended = once(silent, 'close');
    // The server has taken it once it has answered somebody who came after it.
    await fetch(`${app.url}/robots.txt`);
    await app.close();
    expect(await ended).toBeDefined();
  });

  it('answers whoever has asked, on a connection that says nothing more afterwards', async () => {
    const app = await startTestApp({ modules: [], settings: { role: 'web' } });
    const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /robots.txt HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const [[first]] = (await Promise.all([
      once(socket, 'data'),
      once(socket, 'data').then(() => app.close()),
    ])) as [[Buffer], unknown];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 \d{3}/);
  });
});
