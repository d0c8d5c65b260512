import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { Words } from './agenda.pages.js';
import { spokenMoment } from './calendar.words.js';
import { occurrencePath, pagesOf, playPath } from './lead-nav.js';
import type { OccurrenceView } from './occurrence-view.service.js';
import { untilThen, type PlayView } from './play-approvals.service.js';
import { wordingOf, type KeptSetting } from './play-settings.service.js';
import { capital } from './play-words.js';
import { playRow } from './playbook.js';

/** A play as its leads changed it: what it says now, and the press that approves it. */
export function PlayPage(props: { view: PlayView; next: OccurrenceView | null; form: FormState }): VNode {
  const { view, next, form } = props;
  const { rollout, play, setting, waits } = view;
  const { what, to, hour } = playRow(play);
  return (
    <Shell title={`${rollout.name}: ${what}`} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{capital(what)}</h1>
      <p class="answer">{answer(view)}</p>
      {waits && setting && (
        <ActForm action={`${playPath(rollout.id, play)}/approve`}>
          <input type="hidden" name="seen" value={asSeen(setting)} />
          <Button>Approve it as it stands here</Button>
        </ActForm>
      )}
      {setting?.reworded && (
        <section>
          <h2>In your own words</h2>
          <div class="note stack">
            {setting.reworded.subject && <h3>{setting.reworded.subject}</h3>}
            {setting.reworded.body?.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </section>
      )}
      <dl class="facts">
        <dt>To</dt>
        <dd>{to}</dd>
        <dt>Hour</dt>
        <dd>{setting?.hour ?? hour}</dd>
        {setting && setting.movedDays !== 0 && (
          <>
            <dt>Moved</dt>
            <dd>{moved(setting.movedDays)}</dd>
          </>
        )}
        {next && (
          <>
            <dt>Next</dt>
            <dd>
              <a href={occurrencePath(rollout.id, next.one.key)}>
                {spokenMoment(next.one.dueAt, rollout.plan.timeZone)}
              </a>
            </dd>
          </>
        )}
      </dl>
      {next?.said && <Words said={next.said} roster={next.roster} />}
    </Shell>
  );
}

/** Comes back with the press: nobody approves what they did not see. */
const asSeen = (setting: KeptSetting): string =>
  Buffer.from(JSON.stringify(wordingOf(setting))).toString('base64url');

function answer({ waits, setting, play }: PlayView): string {
  if (waits) return `This was changed after the start. ${untilThen(play)}`;
  if (setting?.off) return 'This is switched off.';
  return 'This is said as it was approved. Nothing waits for you.';
}

const moved = (days: number): string =>
  `${Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`} ${days > 0 ? 'later' : 'earlier'}`;
