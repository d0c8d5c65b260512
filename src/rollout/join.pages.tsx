import type { ComponentChildren, VNode } from 'preact';
import { z } from 'zod';
import { lineField } from '../kernel/http/fields.js';
import { fixed, msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { link, strong } from '../kernel/ui/tags.js';
import type { Scene } from './scene.js';

const optionalLine = z
  .string()
  .trim()
  .max(200, fixed('Use at most {most} characters.', { most: 200 }))
  .optional()
  .transform((text) => text || undefined);

/** Never a phone number, never a birthday: a name, and how to tell them things. */
export const joinForm = z
  .object({
    name: lineField(80),
    calledThere: optionalLine,
    how: z.enum(['email', 'person', 'here'], msg('Choose how we tell you things.')),
    email: optionalLine,
    language: z.enum(['en', 'de', 'fr', 'es', 'pt']).optional().catch(undefined),
    /** This very form: pressing twice is coming once. */
    once: z
      .string()
      .regex(/^[\w-]{22}$/)
      .optional()
      .catch(undefined),
  })
  .refine(({ how, email }) => how !== 'email' || z.email().safeParse(email).success, {
    path: ['email'],
    message: msg('Write the address to which we may send, for example name@example.org.'),
  });

function Narrow(props: { title: string; say: Say; problem?: boolean; children: ComponentChildren }): VNode {
  return (
    <Shell title={props.title} narrow say={props.say} {...(props.problem && { problem: true })}>
      {props.children}
    </Shell>
  );
}

export function CodePage({ say, form }: { say: Say; form: FormState }): VNode {
  return (
    <Narrow title={say('Come along')} say={say} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{say('Do you have a code?')}</h1>
      <ActForm action="/join">
        <Field
          name="code"
          label={say('Your code')}
          hint={say('Eight letters and digits. Capitals and spaces do not matter.')}
          autocomplete="off"
          form={form}
        />
        <Button>{say('Continue')}</Button>
      </ActForm>
    </Narrow>
  );
}

export function JoinPage(props: { code: string; scene: Scene; form: FormState; once: string }): VNode {
  const { code, form, once } = props;
  const { say, community, oldPlace, newPlaceCalled: newPlace, closesOn, responsible, contact } = props.scene;
  return (
    <Narrow title={say('{community}: come along', { community })} say={say} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{say('Come along with {community}', { community })}</h1>
      <p>
        {say('We are moving from {oldPlace} to {newPlace}.', { oldPlace, newPlace })}{' '}
        {say('Tell us how to reach you, and nobody forgets you.')}
      </p>
      {closesOn && (
        <p>
          {say.rich(
            '<strong>On {day} the old place closes for new messages.</strong> You can still read it after that.',
            { day: say.day(closesOn), strong },
          )}
        </p>
      )}
      <p>
        {say('We keep what you write here, nothing else, and only until the move is over.')}{' '}
        {say('You can delete it at any time.')}
      </p>
      <ActForm action={`/j/${code}`}>
        <input type="hidden" name="once" value={once} />
        <Field
          name="name"
          label={say('Your name')}
          hint={say('A name that you made up is fine.')}
          autocomplete="name"
          form={form}
        />
        <Field
          name="calledThere"
          label={say('What you are called in {oldPlace}', { oldPlace })}
          hint={say('Only if you like. It helps us not to count you twice.')}
          autocomplete="off"
          form={form}
        />
        <Choices
          name="how"
          legend={say('How shall we tell you things?')}
          options={[
            {
              ...{ value: 'email', label: say('By e-mail') },
              hint: say('One message asks you first whether it is you.'),
            },
            {
              ...{ value: 'person', label: say('A person tells me') },
              hint: say('Somebody who helps, in their own words.'),
            },
            { value: 'here', label: say('I’ll look here'), hint: say('You get a page of your own.') },
          ]}
          form={form}
        />
        <Field
          name="email"
          type="email"
          label={say('E-mail, if you chose it')}
          autocomplete="email"
          form={form}
        />
        <Button>{say('Come along')}</Button>
      </ActForm>
      <p>{say('Who asks you this: {responsible}, {contact}.', { responsible, contact })}</p>
    </Narrow>
  );
}

/** The same for a code that never was, was replaced, or has ended. */
export function NoCodePage({ say }: { say: Say }): VNode {
  return (
    <Narrow title={say('This code opens nothing')} say={say}>
      <h1>{say('This code opens nothing')}</h1>
      <p>{say('It may have been replaced, or it was typed a little differently. Nothing has happened.')}</p>
      <p>
        {say.rich('<a>Type it again</a>, or ask whoever gave it to you for the newest one.', {
          a: link('/join'),
        })}
      </p>
    </Narrow>
  );
}

/**
 * The address of a waiting page that leads nowhere: declined, over, deleted, replaced, or never there. One page says it
 * all alike, so that nobody learns from it whether anybody ever asked.
 */
export function RequestOverPage({ say }: { say: Say }): VNode {
  return (
    <Narrow title={say('This request is over')} say={say}>
      <h1>{say('This request is over')}</h1>
      <p>
        {say('It was not taken up, it has ended, or it was deleted.')}{' '}
        {say('Did somebody copy the address by hand? Then a letter may be missing.')}
      </p>
      <p>
        {say.rich('You can <a>ask again with your code</a>, or ask the person who sent you.', {
          a: link('/join'),
        })}
      </p>
      <p>{say('If you have come along already, the link in your newest message opens your page.')}</p>
    </Narrow>
  );
}

/**
 * The house is busy, for this visitor alone. What they typed stands in the form of this page: one press sends it again.
 * It says the same for every code, so it names no community.
 */
export function TooManyPage(props: {
  say: Say;
  /** In how many minutes. */
  again: number;
  path?: string;
  typed?: Record<string, unknown>;
}): VNode {
  const { say, again: minutes, path, typed } = props;
  const kept = Object.entries(typed ?? {}).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
  return (
    <Narrow title={say('Try again in a while')} say={say}>
      <h1>
        {say('{minutes, plural, =1 {Try again in a minute} other {Try again in # minutes}}', { minutes })}
      </h1>
      <p>
        {say('Many tries came from your network within an hour.')}{' '}
        {say('Your code may be right: we look at it again then.')}
      </p>
      {path && (
        <>
          <p>
            {say(
              'Nothing is sent yet, and what you typed is kept in this page. Leave it open, and press then.',
            )}
          </p>
          <ActForm action={path}>
            {kept.map(([name, value]) => (
              <input type="hidden" name={name} value={value} key={name} />
            ))}
            <Button>{say('Send it again')}</Button>
          </ActForm>
        </>
      )}
    </Narrow>
  );
}

export function WaitingPage({ scene, mailed }: { scene: Scene; mailed: boolean }): VNode {
  const { say, community, responsible, contact } = scene;
  return (
    <Narrow title={say('Thank you')} say={say}>
      <h1>{say('Thank you. A person looks at it soon')}</h1>
      <p>
        {say('Keep the address of this page, or come back to it.')}{' '}
        {say('It becomes your own page as soon as somebody of {community} has said yes.', { community })}{' '}
        {say('If nobody does so within 14 days, what you wrote is deleted.')}
      </p>
      {mailed && (
        <p>{say('We send one message to the address that you typed. Say yes there, and we write to you.')}</p>
      )}
      <p>{say('Questions: {responsible}, {contact}.', { responsible, contact })}</p>
    </Narrow>
  );
}

/** Whoever came is on the list already, a lead thinks. The page of the list's person opens once the lead has asked. */
export function KnownPage({ scene }: { scene: Scene }): VNode {
  const { say, responsible, contact } = scene;
  return (
    <Narrow title={say('We know you already')} say={say}>
      <h1>{say('Thank you. We think we know you already')}</h1>
      <p>
        {say('Your name is on our list.')}{' '}
        {say('So that nobody opens another person’s page, we ask you first whether it is you.')}{' '}
        {say('After that this address leads to your page.')}
      </p>
      <p>{say('Did you get a message from us before? The link in it opens your page now.')}</p>
      <p>
        {say('Ask, or say that it is somebody else: {responsible}, {contact}.', { responsible, contact })}
      </p>
    </Narrow>
  );
}
