import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Param, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { AccessSweep } from './access-sweep.js';
import { AccessModule } from './access.module.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { Who } from './who.js';

@Controller('notes/:id')
@Who('viewer')
class NotesController {
  @Get()
  @Page()
  show(@Param('id') id: string): PageAnswer {
    return (
      <ActForm action={`/notes/${id}/keep`}>
        <Button>Keep</Button>
      </ActForm>
    );
  }

  @Post('keep')
  keep(): string {
    return 'kept';
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('a page behind a sign-in', () => {
  let app: TestApp;
  let cookie: string;
  let form: string;
  const note = `/notes/${randomUUID()}`;

  beforeAll(async () => {
    app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule, NotesModule] });
    const { accountId } = await worker(app, await communityOf(app, 'Hill'), 'Ada');
    cookie = `${SESSION_COOKIE}=${await app.get(SignIn).enterAs(accountId)}`;
    const html = await (await fetch(app.url + note, { headers: { cookie } })).text();
    form = /name="_form" value="([^"]+)"/.exec(html)![1]!;
  });
  afterAll(() => app.close());

  const keep = async (fields: [string, string][], headers: Record<string, string> = { cookie }) => {
    const body = new URLSearchParams([['_form', form], ...fields]);
    const answer = await fetch(`${app.url}${note}/keep`, { method: 'POST', body, headers });
    return { status: answer.status, html: await answer.text() };
  };

  it('leads a stranger to the door, and from there back', async () => {
    const answer = await fetch(`${app.url}${note}?q=Anna`);
    const html = await answer.text();
    expect(answer.status).toBe(401);
    expect(html).toContain(`href="/sign-in?to=${encodeURIComponent(note)}"`);
    expect(html).not.toContain('Anna');
    const door = await (await fetch(`${app.url}/sign-in?to=${encodeURIComponent(note)}`)).text();
    expect(spoken(door)).toContain('Sign in');
  });

  it('keeps what was typed when the form belongs to another sign-in', async () => {
    const { status, html } = await keep([
      ['openingWord', 'Dear all,\n<b>we</b> move.'],
      ['_form', 'of another sign-in'],
    ]);
    expect(status).toBe(403);
    expect(html).toMatch(/Dear all,\r?\n&lt;b>we&lt;\/b> move\./);
    expect(html).toContain(`href="${note}"`);
  });

  it('says that the sign-in ended after 14 days, shows what was typed, and leads back to the page', async () => {
    app.clock.advance({ days: 15 });
    const { status, html } = await keep([
      ['openingWord', 'Dear all, we move.'],
      ['row', randomUUID()],
      ['empty', ' '],
    ]);
    expect(status).toBe(401);
    expect(spoken(html)).toContain('Your sign-in ended after 14 days.');
    expect(html).toContain('>Dear all, we move.</textarea>');
    expect(html).toContain('>Opening word</label>');
    expect(html.match(/<textarea/g)).toHaveLength(1);
    expect(html).toContain(`href="/sign-in?to=${encodeURIComponent(note)}"`);
    expect(html).not.toContain(form);
  });

  it('does not show words that another site sent', async () => {
    const { html } = await keep([['word', 'bait']], { cookie, 'sec-fetch-site': 'cross-site' });
    expect(html).not.toContain('bait');
  });

  it('forgets that there was a sign-in a month after its end', async () => {
    app.clock.advance({ days: 40 });
    await app.dataSource.transaction((tx) => app.get(AccessSweep).run(tx, app.clock.now()));
    expect(await app.dataSource.query('select * from session')).toEqual([]);
    expect(spoken((await keep([])).html)).toContain('Your sign-in here has ended.');
  });
});
