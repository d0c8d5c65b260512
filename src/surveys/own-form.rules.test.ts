import fc from 'fast-check';
import type { KeyTask } from '../adoption/key-tasks.js';
import { formSchema, questionsOf, type Form } from './form.js';
import { withTasks } from './own-form.rules.js';
import { changedForm, typedQuestions } from './questions.form.js';
import { pilotQuestions, pulseQuestions, retrospectiveQuestions } from './questions.js';

const places = { old: 'the yard', new: 'the hall' };
const tasksNow = fc.uniqueArray(
  fc.record({ key: fc.stringMatching(/^[a-z]{1,8}$/), words: fc.stringMatching(/^[a-z ]{1,20}$/) }),
  { selector: ({ key }: KeyTask) => key, minLength: 1, maxLength: 6 },
);
const keys = (form: Form): string[] => questionsOf(form).map(({ key }) => key);
const weekly = pilotQuestions([{ key: 'post', words: 'write a message' }], places);
const added = { 'new-words': 'Who helped you?', 'new-kind': 'short text', 'new-screen': '3' };
const change = (form: Form, typed: Record<string, unknown>, taken = keys(form)) =>
  changedForm(form, { ...typedQuestions(form), ...typed }, taken);
const formOf = (form: Form, typed: Record<string, unknown>): Form =>
  (change(form, typed) as { form: Form }).form;

describe('a lead’s own questions', () => {
  it('ask about the things to try as they are now, whatever they were', () => {
    fc.assert(
      fc.property(tasksNow, tasksNow, (before, now) => {
        const own = formOf(pilotQuestions(before, places), added);
        const followed = withTasks(own, pilotQuestions(now, places));
        expect(keys(followed)).toEqual([...keys(pilotQuestions(now, places)), 'who-helped-you']);
        expect(formSchema.safeParse(followed).success).toBe(true);
      }),
    );
  });

  it('keep what a lead wrote about a thing to try, and ask about none where all were taken out', () => {
    const own: Form = [
      {
        title: 'Hello',
        questions: [{ kind: 'key task', key: 'task-post', task: 'post', words: 'Have you said hello?' }],
      },
    ];
    expect(withTasks(own, weekly)).toEqual(own);
  });

  it('are the same when nothing was changed, for every survey', () => {
    for (const form of [weekly, pulseQuestions(places), retrospectiveQuestions(places)])
      expect(change(form, {})).toEqual({ form });
  });
});

describe('the form of questions', () => {
  it('corrects words, takes out what was emptied, and keeps the keys by which rounds are compared', () => {
    const form = formOf(weekly, {
      'words-ease': 'How easy was the hall?',
      'low-ease': 'hard',
      'words-miss': ' ',
      'title-3': 'This week',
    });
    expect(form[2]!.title).toBe('This week');
    expect(form[2]!.questions.map(({ key, words }) => [key, words])).toEqual([
      ['ease', 'How easy was the hall?'],
      ['confused', 'What confused you?'],
      ['follow-up', 'May we ask you about your answers? Then we see your name beside them.'],
    ]);
    expect(form[2]!.questions[0]).toMatchObject({ low: 'hard', high: 'very easy' });
  });

  it('adds one with a key that nothing had before, on a screen that was named or on its own', () => {
    const typed = { ...added, 'new-kind': 'one choice', 'new-answers': 'A lead\n\n Nobody ' };
    const taken = [...keys(weekly), 'who-helped-you'];
    const { form } = change(weekly, typed, taken) as { form: Form };
    expect(form[2]!.questions.at(-1)).toEqual({
      ...{ kind: 'one choice', key: 'who-helped-you-2', words: 'Who helped you?' },
      options: [
        { key: 'a-lead', words: 'A lead' },
        { key: 'nobody', words: 'Nobody' },
      ],
    });
    const own = formOf(pulseQuestions(places), { ...added, 'new-screen': 'own' });
    expect(own[1]).toMatchObject({ title: 'Who helped you?', questions: [{ kind: 'short text' }] });
  });

  it('renames answers where as many stand there, else keeps those that read alike', () => {
    const form = retrospectiveQuestions(places);
    const options = (lines: string): unknown =>
      (questionsOf(formOf(form, { 'answers-compared': lines }))[1] as { options: unknown }).options;
    expect(options('good\nso so\nbad')).toEqual([
      { key: 'better', words: 'good' },
      { key: 'alike', words: 'so so' },
      { key: 'worse', words: 'bad' },
    ]);
    expect(options('worse\nbetter')).toEqual([
      { key: 'worse', words: 'worse' },
      { key: 'better', words: 'better' },
    ]);
  });

  it('says everything that does not fit at once, each beside its field', () => {
    const wrong = change(weekly, {
      'words-ease': 'x'.repeat(201),
      'new-words': 'And?',
      'new-kind': 'scale',
      'new-answers': 'only one',
    });
    expect(wrong).toEqual({
      reasons: [
        { field: 'words-ease', message: expect.stringContaining('200') },
        { field: 'new-answers', message: 'Write two lines: what 1 means, and what 5 means.' },
      ],
    });
    expect(change(weekly, { 'new-words': 'And?' })).toMatchObject({ reasons: [{ field: 'new-kind' }] });
    expect(change(weekly, { 'new-answers': 'a\nb' })).toMatchObject({ reasons: [{ field: 'new-words' }] });
    const none = { 'words-going': '', 'words-at-home': '' };
    expect(change(pulseQuestions(places), none)).toMatchObject({
      reasons: [{ message: 'Ask at least one thing.' }],
    });
  });

  it('asks to keep or empty both, where one question hangs on another', () => {
    const [one, two] = ['Did it ring?', 'How loud?'];
    const form: Form = [
      {
        title: 'The bell',
        questions: [
          { kind: 'short text', key: 'ring', words: one, most: 20 },
          { kind: 'short text', key: 'loud', words: two, most: 20, when: { question: 'ring', is: ['yes'] } },
        ],
      },
    ];
    expect(change(form, { 'words-ring': '' })).toEqual({
      reasons: [
        { field: 'words-loud', message: `“${two}” is only asked after “${one}”. Empty both, or keep both.` },
      ],
    });
    expect(change(form, { 'words-loud': '' })).toMatchObject({ form: [{ questions: [{ key: 'ring' }] }] });
  });
});
