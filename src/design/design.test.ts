import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { DesignModule } from './design.module.js';

describe('the design', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ modules: [DesignModule] });
  });
  afterAll(() => app.close());

  it.each(['/design', '/design?dir=rtl', '/design/member', '/design/member?dir=rtl'])(
    'is shown at %s where people work on it, without inline style or script',
    async (path) => {
      const answer = await fetch(`${app.url}${path}`);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(html).toContain(path.endsWith('rtl') ? 'dir="rtl"' : 'dir="ltr"');
      expect(html).not.toMatch(/ style=|<script(?! src)|<style/);
    },
  );
});

describe('a public installation', () => {
  it('does not show the design', async () => {
    const app = await startTestApp({
      modules: [DesignModule],
      settings: { baseUrl: 'https://move.example' },
    });
    expect((await fetch(`${app.url}/design`)).status).toBe(404);
    await app.close();
  });
});
