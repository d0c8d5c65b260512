/** What must be seen of the design: page, section, words or HTML. A state that goes missing fails by its name. */

type Seen = (string | RegExp)[];

export const inParts: [page: string, section: string, seen: Seen][] = [
  ['/design', 'Colours', ['paper', 'alarm', /fill="var\(--rust-tint\)"/]],
  ['/design', 'Marks', ['Not met: loud', /mark-met/, /mark-not-met/, /mark-unknown/, /mark-late/]],
  [
    '/design',
    'Banner',
    [
      /class="banner stack alarm" role="alert"/,
      ...['Nothing goes out since', 'Let it go out again', 'No lead had looked in for three weeks'],
      ...['We are here: let it go on', 'Changeover has done nothing by itself since'],
      ...['12 of 30 who were asked said no', '40 people were added.'],
      ...['This is the sample.', 'Delete the sample'],
    ],
  ],
  ['/design', 'Figures', ['115', 'of 214 (54%)', 'too few to show']],
  [
    '/design',
    'Progress',
    [
      /<progress max="20000" value="8200">/,
      /<progress>/,
      /<progress max="20000" value="20000">/,
      ...['You can leave this page.', 'Look again', '20,000 rows, 31 to correct'],
    ],
  ],
  [
    '/design',
    'Empty: not begun, all done, filtered, hidden',
    ['Adoption will be drawn here.', 'Nothing needs you today.', 'Nobody is found so.', 'Too few to show.'],
  ],
  [
    '/design',
    'Details: closed, open',
    [/<details id="closed">/, /<details id="opened" open>/, 'has it on paper'],
  ],
  ['/design', 'What people wrote', [/<em>below<\/em>/, /<blockquote>/, /<h2>Writing a message<\/h2>/]],
  ['/design', 'In which language', ['These words are in German.', 'French']],
  ['/design', 'A part of a long list', ['Page 2 of 5.', 'Newer', 'Older']],
  [
    '/design',
    'Timeline: closed, late, open, ahead',
    [
      ...['closed on Tuesday 27 January', 'late: it waits for a guide', 'open since Monday 2 February'],
      ...['ahead, planned from Monday 6 April', /planned late/, /planned upcoming/, /class="arrow"/],
    ],
  ],
  [
    '/design',
    'Timeline: overridden, paused',
    ['overridden: “Two were ill.', 'paused since Monday 16 March', /planned paused/],
  ],
  ['/design', 'Adoption, with a forecast', [/class="fan"/, /class="median"/, '8 chances in 10']],
  [
    '/design',
    'Adoption, corrected and as a table',
    [/<circle class="corrected"/, /<details id="table" open>/, 'measured late, corrected', '44%'],
  ],
  ['/design', 'Adoption, not measured yet', ['Adoption will be drawn here.']],
  [
    '/design',
    'Gate: something is missing',
    ['1 of 3 met', 'Not met:', 'Not enough evidence:', 'Look at closing'],
  ],
  ['/design', 'Gate: all met', ['2 of 2 met', 'Close “Soft launch”']],
  ['/design', 'Gate: closed in spite of it', ['Overridden by Rosa on Tuesday 7 July', 'Not met:']],
  [
    '/design',
    'Next by itself',
    [
      ...['118 people', '10:00 (Europe/Berlin)', 'Left out: 4 would rather not', 'Read it', 'Stop this one'],
      ...['as a post in 2 places', 'How many is not known before its time', 'And one thing after that'],
    ],
  ],
  ['/design', 'Next by itself, for who only reads', ['118 people']],
  ['/design', 'Next by itself, one person', ['1 person, Thursday 19 March']],
  [
    '/design',
    'Form, before it is sent',
    [/type="date"/, /<textarea/, /<select/, /type="radio"/, /type="checkbox"/, /type="file"/],
  ],
  [
    '/design',
    'Form, as it comes back',
    [
      ...['7 things need another look', 'Why do you move?', /value="To the garden room, spring"/],
      ...[/<input[^>]*type="text"/, /<input[^>]*type="date"/, /<input[^>]*type="file"/].map(
        (control) => new RegExp(`class="field wrong"(?:(?!<div).)*?${control.source}`, 's'),
      ),
      /class="field wrong"(?:(?!<div).)*?<select[^>]*aria-invalid="true"/s,
      /class="field wrong"(?:(?!<div).)*?<textarea[^>]*aria-invalid="true"/s,
      /<fieldset class="choices wrong"[^>]*role="radiogroup"/,
      /<input type="checkbox"[^>]*checked[^>]*aria-invalid="true"/,
      ...['Plan it', 'Keep the draft', 'Take it back'],
    ],
  ],
  ['/design', 'Confirm in numbers', ['How many people get it', 'Send to 214 people']],
  [
    '/design',
    'Table, and cards on a phone',
    ['Newest first', /class="num"/, /class="bare"/, /data-label="What became of it"/],
  ],
  [
    '/design',
    'Table, with ticks',
    [/<input[^>]*checked[^>]*>/, 'Bo Lindqvist is in the list', 'Keep this roll call'],
  ],
  ['/design', 'Table, without a row', ['Helpers will stand here.']],
  [
    '/design/member',
    'Choose: nothing was said',
    ['I’m in', 'Help me. How would you like it?', 'Come to my door', 'I’d rather not', 'Something else'],
  ],
  ['/design/member', 'Choose: not open yet', ['Call me', /^(?!.*I’m in)/s]],
  ['/design/member', 'Choose: they said that they are in', ['You came on', 'I am not there yet']],
  ['/design/member', 'Choose: seen there', ['You came on', /^(?!.*I am not there yet)/s]],
  [
    '/design/member',
    'Choose: they would rather not',
    ['You said that you would rather not.', 'I have changed my mind', 'I’m in'],
  ],
  ['/design/member', 'Choose: no device', ['We look for a way with you.', 'I have changed my mind']],
  ['/design/member', 'Choose: they leave', ['You said that you leave.', 'I have changed my mind']],
  [
    '/design/member',
    'Choose: help asked for',
    ['One of the people who lead the move comes back to you', 'I need no help any more'],
  ],
  ['/design/member', 'Choose: help taken', ['Tom comes back to you by Friday 20 March']],
  ['/design/member', 'Asked: not answered', ['It takes less than two minutes.', /class="button"/]],
  ['/design/member', 'Asked: answered', ['Your answers are saved, thank you.', 'go on or change them']],
  ['/design/member', 'Things: to be saved', ['Export chat', 'I have my things', 'Nothing to keep']],
  ['/design/member', 'Things: saved', ['You said that you have your things.', 'Change my mind']],
  ['/design/member', 'Things: none to keep', ['there is nothing to keep.', 'Change my mind']],
  [
    '/design/member',
    'Told: new and known',
    [/<details open>/, /<details><summary>/, 'I have read this', 'What we told you before'],
  ],
  ['/design/member', 'Fields', ['did not try', /<textarea/, 'Save and continue', 'Leave it']],
];

export const inWhole: [slug: string, seen: Seen][] = [
  ['planned', ['this goes out by itself, to 214 people', 'Stop this one', 'Left out: 4 would rather not']],
  ['stopped', ['96 sent, 118 not.', 'Let it go on to 118 people', 'It goes to 118 people.', 'Rosa']],
  [
    'came-back',
    [
      ...['Came back: 3', 'Try again for 2 people', 'a new one, or the same once more'],
      ...['It did reach Carla Diaz', 'See the 173', 'Try again for 4 people'],
    ],
  ],
  [
    'wrong-number',
    [
      ...[
        /<title>Error: /,
        'You typed 241. This goes to 214 people now.',
        /id="field-people"[^>]*value="241"/,
      ],
      ...['Send it to 214 people now', 'Let it go at its time', 'It goes to 214 people on'],
    ],
  ],
  ['phase', ['It cannot be closed yet', '1 of 2 met', 'Ask a second lead']],
  ['phase-met', ['You can close it.', 'Close “Soft launch”', '1 of 1 met']],
  ['phase-overridden', ['was closed on Wednesday 18 March by Rosa', 'Overridden by Rosa', 'Not met:']],
  ['poster', ['Mill Brook Gardens', 'hq7m k3ea', /<article class="poster">/, /<svg/]],
  ['slips', [/<ul class="slips">/, 'hq7m k3ea']],
  [
    'home',
    [
      'Hello Aylin',
      'You choose',
      'It takes less than two minutes.',
      'What we told you',
      'What we hold about you',
    ],
  ],
  [
    'survey-question',
    [/<legend><h1>How is it going in Mill Brook on Matrix\?<\/h1><\/legend>/, 'Are you at home'],
  ],
  [
    'survey-refused',
    [/<title>Error: /, 'One thing needs another look', /value="quite long"/, /class="field wrong"/],
  ],
  ['survey-saved', ['Saved, thank you.', 'Change my answers', 'To my page']],
  ['survey-closed', ['These questions are closed.', 'was not saved', 'The small arrow.']],
  [
    'call-sheet',
    [
      ...['2 people ask for help. 1 person you could tell something.', 'I take it', 'They are helped'],
      ...['by Thursday 19 March. Language: Turkish. It is 12:00 where they are.'],
      ...['To say aloud:', 'They are in: we did it together', 'No phone or computer fits.'],
      'If you print this, burn or shred it by Wednesday 1 April.',
    ],
  ],
  ['call-sheet-done', ['Nobody waits for you now. Thank you.']],
  ['words-to-send', ['Tell Emre Kaya', 'WhatsApp', 'Did you tell them?', 'I could not']],
  ['problem', ['Too many attempts', 'Try again in an hour.', 'Back to my page']],
  ['problem-at-the-door', ['Sign in', 'It was not stored.', 'The hedge is cut on Saturday.']],
  ['problem-on-our-side', ['Something failed on our side', '7f3a-hedge']],
];
