import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { Words } from './agenda.pages.js';
import { spokenMoment } from './calendar.words.js';
import { leadPath, occurrencePath, pagesOf, playPath } from './lead-nav.js';
import type { OccurrenceView } from './occurrence-view.service.js';
import type { OurWords } from './play.form.js';
import { untilThen, type PlayView } from './play-approvals.service.js';
import { wordingOf, type KeptSetting } from './play-settings.service.js';
import { AsItArrives, changeable, OwnWords, Switch } from './play-words.pages.js';
import { isWordless, WORDLESS, type Read } from './play-wording.service.js';
import { capital } from './play-words.js';
import { playRow } from './playbook.js';

/** A play: what it says now, the press that approves a change, its switch, and its words. */
export function PlayPage(props: {
  view: PlayView;
  next: OccurrenceView | null;
  /** As somebody gets it: in the words that are thought of, else in those that stand. */
  read: Read | null;
  /** In our words, from which own ones begin. */
  ours: OurWords;
  form: FormState;
}): VNode {
  const { view, next, read, ours, form } = props;
  const { rollout, play, setting, waits } = view;
  const { what, to, hour } = playRow(play);
  return (
    <Shell
      title={capital(what)}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'settings')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      {form.values.act === 'test' && form.reasons.length === 0 && (
        <p role="status">It is on its way to your own address, marked as a test. Nobody else gets it.</p>
      )}
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
        {to !== 'nobody' && (
          <>
            <dt>To</dt>
            <dd>{to}</dd>
          </>
        )}
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
      {read ? (
        <AsItArrives read={read} at={playPath(rollout.id, play)} />
      ) : (
        next?.said && <Words said={next.said} roster={next.roster} at={playPath(rollout.id, play)} />
      )}
      {form.values.act === 'look' && !read && form.reasons.length === 0 && (
        <p class="note">It cannot be shown as it arrives before a day of it is planned.</p>
      )}
      {read && isWordless(read) && to !== 'nobody' && <p class="note">{WORDLESS}</p>}
      <Switch view={view} />
      {setting?.off !== true && changeable(play) && (
        <OwnWords view={view} ours={ours} form={form} language={read?.said.language} />
      )}
      <p>
        <a href={leadPath(rollout.id, 'settings')}>Back to all settings</a>
      </p>
    </Shell>
  );
}

/** Comes back with the press: nobody approves what they did not see. */
const asSeen = (setting: KeptSetting): string =>
  Buffer.from(JSON.stringify(wordingOf(setting))).toString('base64url');

function answer({ waits, setting, play }: PlayView): string {
  if (waits) return `This was changed after the start. ${untilThen(play)}`;
  if (setting?.off) return 'This is switched off.';
  return setting
    ? 'This is said as it was approved. Nothing waits for you.'
    : 'This happens as we give it. Nothing waits for you.';
}

const moved = (days: number): string =>
  `${Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`} ${days > 0 ? 'later' : 'earlier'}`;
