import { ActForm, Button, Choices, Field } from '../kernel/ui/forms.js';
import { YouChoose, type YouChooseProps } from '../launch/you-choose.pages.js';
import { WhatWeToldYou } from '../rollout/told.pages.js';
import { MyThings } from '../sunset/my-things.pages.js';
import { SurveyWaiting } from '../surveys/survey.card.js';
import { at, oldGroup, ownPath, sayIn, today, zone } from './garden.js';
import { letters } from './garden-letters.js';
import type { Dir, Part } from './part.pages.js';

const choosing = (name: string, state: Partial<YouChooseProps>): Part => ({
  name,
  draw: (dir) =>
    YouChoose({
      ...{ say: sayIn(dir), path: ownPath, said: null, arrivedOn: null, onlySaid: false },
      ...{ open: true, promised: null, ...state },
    }),
});

const things = (dir: Dir, said: 'have' | 'nothing' | null) =>
  MyThings({ say: sayIn(dir), path: ownPath, ends: today.add({ days: 30 }), places: [oldGroup], said });

const survey = (dir: Dir, answered: boolean) => {
  const say = sayIn(dir);
  return (
    <SurveyWaiting
      {...{ say, answered, until: say.moment(at(5), zone), href: '/design/pages/survey-question' }}
      title={say('How is it going in the new place?')}
    />
  );
};

/** What stands on a member's own page. The design of these is that of the product: nothing here is drawn twice. */
export const memberParts: Part[] = [
  choosing('Choose: nothing was said', {}),
  choosing('Choose: not open yet', { open: false }),
  choosing('Choose: they said that they are in', { arrivedOn: today, onlySaid: true }),
  choosing('Choose: seen there', { arrivedOn: today.subtract({ days: 9 }) }),
  choosing('Choose: they would rather not', { said: 'declined' }),
  choosing('Choose: no device', { said: 'no device' }),
  choosing('Choose: they leave', { said: 'will leave' }),
  choosing('Choose: help asked for', { promised: { by: null, on: today.add({ days: 2 }) } }),
  choosing('Choose: help taken', { promised: { by: 'Tom', on: today.add({ days: 2 }) } }),
  { name: 'Asked: not answered', draw: (dir) => survey(dir, false) },
  { name: 'Asked: answered', draw: (dir) => survey(dir, true) },
  { name: 'Things: to be saved', draw: (dir) => things(dir, null) },
  { name: 'Things: saved', draw: (dir) => things(dir, 'have') },
  { name: 'Things: none to keep', draw: (dir) => things(dir, 'nothing') },
  {
    name: 'Told: new and known',
    draw: (dir) => (
      <WhatWeToldYou path={ownPath} say={sayIn(dir)} letters={letters} timeZone={zone} now={at(0)} more />
    ),
  },
  {
    name: 'Fields',
    draw: () => (
      <ActForm action={ownPath}>
        <Choices
          name="task"
          legend="Did you write a message?"
          options={[
            { value: 'yes', label: 'yes' },
            { value: 'not-yet', label: 'not yet' },
            { value: 'did-not-try', label: 'did not try' },
          ]}
        />
        <Field name="confused" label="What confused you?" rows={3} />
        <div class="acts">
          <Button>Save and continue</Button>
          <Button quiet>Leave it</Button>
        </div>
      </ActForm>
    ),
  },
];
