import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Copyable } from '../kernel/ui/copyable.js';
import { Banner } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { shutWords } from '../rollout/join.rules.js';
import { Latecomers } from '../rollout/latecomers.pages.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import { SheetLinks } from '../rollout/sheet-links.pages.js';
import { QrCode } from './qr.pages.js';
import type { Tonight } from './printables.service.js';

/** What can be used tonight, with or without members: words to post, sheets to hang, the link. */
export function TonightPage({ rollout, care, ready, onlyHere, shut, leads }: Tonight): VNode {
  const path = `/rollouts/${rollout.id}`;
  if (shut)
    return (
      <Shell title="Tonight" within={rollout.name} nav={pagesOf(rollout.id)}>
        <h1>Tonight</h1>
        <p class="answer">{shutWords[shut]} A code would open nothing, so none is made.</p>
        <Latecomers rolloutId={rollout.id} shut={shut} leads={leads} />
      </Shell>
    );
  return (
    <Shell title="Tonight" within={rollout.name} nav={pagesOf(rollout.id)}>
      <h1>Tonight</h1>
      <p class="answer">
        {ready
          ? 'Post the words in the old place, or hang the poster. Whoever wants to come along finds the way.'
          : 'One press makes a code. With it come words to post, a poster and slips.'}
      </p>
      {onlyHere && (
        <Banner kind="plain">
          The address below opens on this computer only. Before you print, whoever hosts this sets its public
          address (BASE_URL).
        </Banner>
      )}
      {ready ? (
        <Ready {...ready} care={care} path={path} />
      ) : (
        <ActForm action={`${path}/tonight`}>
          <Button>Make the code</Button>
        </ActForm>
      )}
      <section>
        <h2>What happens next</h2>
        <ol>
          <li>Whoever opens the link leaves a name, and says how to tell them things.</li>
          <li>
            You let them in at <a href={leadPath(rollout.id, 'joining')}>Joining</a>. A request that nobody
            answers vanishes after 14 days.
          </li>
          <li>{rollout.state === 'draft' ? <Draft path={path} /> : <Running path={path} />}</li>
        </ol>
      </section>
    </Shell>
  );
}

const Draft = ({ path }: { path: string }): VNode => (
  <>
    Changeover says nothing by itself yet. <a href={`${path}/rehearsal`}>Rehearse the move</a>, then{' '}
    <a href={`${path}/plan`}>start it</a>.
  </>
);

const Running = ({ path }: { path: string }): VNode => (
  <>
    The move goes on by itself. <a href={path}>See what it says next</a>, and stop it there.
  </>
);

function Ready(props: NonNullable<Tonight['ready']> & { care: Tonight['care']; path: string }): VNode {
  const { code, sheet, short, long, care, path } = props;
  return (
    <>
      <section>
        <h2>The words to post</h2>
        <p>{kindness[care]}</p>
        <Copyable id="short" label="For a chat" text={short} />
        <Copyable id="long" label="For a forum or a mailing list" text={long} />
        <p class="hint">Tap the text, choose “Select all”, then “Copy”.</p>
      </section>
      <section>
        <h2>To print</h2>
        <p>They name nobody who has come, and no number.</p>
        <SheetLinks path={path} code={code} />
      </section>
      <section>
        <h2>The link</h2>
        <p>
          <a href={sheet.address}>{sheet.address}</a>
        </p>
        <p>
          Or open {sheet.typed} and type <strong>{sheet.code}</strong>. It can be read aloud: no letter in it
          looks like another.
        </p>
        <QrCode address={sheet.address} label={`The same link as a QR code: ${sheet.address}`} />
      </section>
    </>
  );
}

const kindness: Record<Tonight['care'], string> = {
  open: 'They say what moves, that nothing closes now, and whom to ask.',
  careful: 'Your community is careful, so they name no place and no person.',
  protective: 'There is danger, so they name no place, no person and not your community.',
};
