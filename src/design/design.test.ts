import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { loadConfig } from '../kernel/config.js';
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

describe('where a community works', () => {
  it('does not show the design, unless a setting asks for it', async () => {
    const app = await startTestApp({ modules: [DesignModule], settings: { designPages: false } });
    expect((await fetch(`${app.url}/design`)).status).toBe(404);
    await app.close();
    expect(loadConfig({}).designPages).toBe(false);
    expect(loadConfig({ DESIGN_PAGES: 'on' }).designPages).toBe(true);
  });
});
