import type { VNode } from 'preact';
import { reachedHow } from '../community/reached.words.js';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from './calendar.words.js';
import type { JoinedRequest, JoinWays, OpenRequest } from './join-desk.service.js';
import { shutWords } from './join.rules.js';
import { Latecomers } from './latecomers.pages.js';
import { pagesOf } from './lead-nav.js';
import { SheetLinks } from './sheet-links.pages.js';

export interface JoiningProps extends JoinWays {
  requests: OpenRequest[];
  joined: JoinedRequest[];
  /** A proxy before us of which nobody told. */
  unknownProxy: string | undefined;
  form: FormState;
}

/** Who comes by themselves: who asks, and the codes by which they come. */
export function JoiningPage(props: JoiningProps): VNode {
  const { rollout, codes, requests, joined, places, unknownProxy, form, shut, leads } = props;
  const path = `/rollouts/${rollout.id}/joining`;
  return (
    <Shell
      title="Joining"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'joining')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Joining</h1>
      <p class="answer">
        {shut ? `${shutWords[shut]} Codes open nothing any more.` : answer(requests.length, codes.length)}
      </p>
      {shut && <Latecomers rolloutId={rollout.id} shut={shut} leads={leads} />}
      {unknownProxy !== undefined && (
        <p class="note">
          All visitors reach this page through one proxy, {unknownProxy}. So somebody who guesses codes can
          close it for others. For whoever hosts it: Set <code>TRUST_PROXY={unknownProxy}</code> on the host,
          and start anew.
        </p>
      )}
      {requests.length > 0 && (
        <section>
          <h2>Who asks</h2>
          {requests.map((request) => (
            <Request key={request.id} path={path} request={request} />
          ))}
        </section>
      )}
      {joined.length > 0 && (
        <section>
          <h2>Joined with somebody of the list</h2>
          {joined.map((one) => (
            <Joined key={one.id} path={path} one={one} />
          ))}
        </section>
      )}
      {!shut && <Codes path={path} {...{ rollout, codes, places, form }} />}
    </Shell>
  );
}

/** The codes that are out, and a new one. */
function Codes(props: Pick<JoiningProps, 'rollout' | 'codes' | 'places' | 'form'> & { path: string }): VNode {
  const { rollout, codes, places, form, path } = props;
  return (
    <>
      <section>
        <h2>Codes to post</h2>
        <p>
          <a href={`/rollouts/${rollout.id}/tonight`}>Words to post with the code for everybody</a>
        </p>
        {codes.length === 0 && (
          <Empty
            what="There is no code yet."
            why="With one, people can come by themselves from a poster or a message."
          />
        )}
        {codes.map(({ code, spoken, address, of }) => (
          <article class="next" key={code}>
            <h3>{spoken}</h3>
            <p>
              {of}. To type or to post: <a href={address}>{address}</a>
            </p>
            <SheetLinks path={`/rollouts/${rollout.id}`} code={code} />
          </article>
        ))}
      </section>
      <section>
        <h2>A new code</h2>
        <p>It replaces the code that was for the same, which opens nothing from then on.</p>
        <ActForm action={`${path}/codes`}>
          <Choices
            name="place"
            legend="For whom?"
            options={[
              { value: 'all', label: 'Everybody' },
              ...places.map(({ id, name }) => ({ value: id, label: `People of ${name}` })),
            ]}
            form={form}
          />
          <Choices
            name="enough"
            legend="Who lets them in?"
            options={[
              { value: 'no', label: 'A lead looks at each request' },
              { value: 'yes', label: 'The code is enough', hint: 'Whoever has it is in at once.' },
            ]}
            form={form}
          />
          <Button>Make a code</Button>
        </ActForm>
      </section>
    </>
  );
}

function answer(requests: number, codes: number): string {
  if (requests > 0) return `${requests === 1 ? '1 person asks' : `${requests} people ask`} to come along.`;
  return codes > 0
    ? 'Nobody waits for you. New people come by these codes.'
    : 'Nobody can come by themselves yet.';
}

function Request({ path, request }: { path: string; request: OpenRequest }): VNode {
  const { id, name, calledThere, askedOn, likely } = request;
  return (
    <article class="next stack">
      <h3>{name}</h3>
      <p>
        Asked on {spokenDay(askedOn)}. Wants to hear {reachedHow[request.how]}.
        {calledThere && ` Called “${calledThere}” in the old place.`} Vanishes on{' '}
        {spokenDay(askedOn.add({ days: 14 }))} if nobody decides.
      </p>
      {likely.length > 0 && <p>Perhaps somebody whom you know already:</p>}
      {likely.map((one) => (
        <ActForm key={one.memberId} action={`${path}/${id}/approve`} class="bare">
          <input type="hidden" name="memberId" value={one.memberId} />
          <Button quiet>This is {one.name} of our list</Button>
        </ActForm>
      ))}
      <ActForm action={`${path}/${id}/approve`} class="bare">
        <Button quiet>Let {name} in as somebody new</Button>
      </ActForm>
      <ActForm action={`${path}/${id}/decline`} class="bare">
        <Button quiet>Decline: nothing of it is kept</Button>
      </ActForm>
    </article>
  );
}

function Joined({ path, one }: { path: string; one: JoinedRequest }): VNode {
  const { id, name, memberName, askedOn, pageOpen } = one;
  return (
    <article class="next stack">
      <h3>
        {name} is {memberName}
      </h3>
      <p>
        Came on {spokenDay(askedOn)}. {memberName} hears from us {reachedHow[one.how]} from then on; an
        address only once its owner has said yes and you have asked them.{' '}
        {pageOpen
          ? 'The page of the list is open to who came.'
          : 'The page of the list does not open to who came before you have asked them: a name is no proof.'}
      </p>
      {!pageOpen && (
        <ActForm action={`${path}/${id}/open-page`} class="bare">
          <Button quiet>I asked: it is {memberName}. Open their page to them</Button>
        </ActForm>
      )}
      <ActForm action={`${path}/${id}/separate`} class="bare">
        <Button quiet>Undo: these are two people</Button>
      </ActForm>
    </article>
  );
}
