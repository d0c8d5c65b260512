import { startTestApp } from './test-app.js';

describe('the test application', () => {
  it('starts on its own database with its own clock and stops without a trace', async () => {
    const { url, config, dataSource, clock, close } = await startTestApp({ modules: [] });
    try {
      expect((await fetch(`${url}/nothing-here`)).status).toBe(404);
      expect(config.baseUrl).toBe(url.replace('127.0.0.1', 'localhost'));
      expect(await dataSource.query('select * from installation')).toEqual([]);
      clock.advance({ days: 1 });
      expect(String(clock.now())).toBe('2026-01-06T09:00:00Z');
    } finally {
      await close();
    }
  });
});
