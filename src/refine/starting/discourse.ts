import type { PlatformTexts } from './platform-texts.js';

export const discourse: PlatformTexts = {
  platform: 'Discourse',
  checkOn: '2027-02-01',
  source: {
    title: 'Take your things out of the forum',
    body: `The forum makes a copy of everything that you wrote.

1. Open your picture at the top right, then your profile, then **Preferences**.
2. Under **Account**, choose **Export your data** (older forums: **Activity**, then **Download All**).
3. A message comes when it is ready, with a file to download. You can ask once a day.

## Good to know
- It is a set of tables (CSV) with your posts, likes and bookmarks. Any spreadsheet opens them.
- Pictures are linked, not included. Save those that matter from the pages.
- The link to the file ends after about two days.`,
  },
  destination: {
    quickStart: {
      title: 'The forum on one page',
      body: `Our new place is a forum (Discourse). You read it in a browser; no app is needed. It can send everything by e-mail.

1. **Open the invitation** from your helper. It leads to our forum.
2. **Make an account**: an e-mail address, a user name (a nickname is fine), a password.
3. **Confirm**: click the link in the mail that comes. Look in *spam* if it does not.

## Three things to try
- **Write**: choose **New Topic**, a title, a category, then **Create Topic**.
- **Reply**: open a topic, choose **Reply** at the end.
- **Share a file**: while writing, use the upload button in the bar above the text.

## By e-mail only
Profile, Preferences, **Emails**: switch on *mailing list mode*, or choose how often a summary comes.
Where our forum allows it, you can answer by replying to the mail.`,
    },
    visualGuide: {
      title: 'The forum, step by step',
      body: `Ten minutes in a browser, on a phone or a computer. Add your own pictures where it says so.

## 1. Make your account
Open the invitation, choose a user name and a password. Only the people who run the forum see your e-mail address.
*(Picture: the form.)*

## 2. Find your way
**Categories** are the rooms. **Latest** shows what is new. The magnifying glass finds everything.
*(Picture: the front page.)*

## 3. Watch what you care for
Open a category and choose the bell: *Watching* sends every post, *Normal* only when somebody answers you.

## 4. Say hello
Open "Introduce yourself", choose **Reply**, write a line.

## What if …
- **No mail comes**: look in spam, then choose *resend*. Or tell your helper.
- **Too much mail**: the bell again, or Preferences, **Emails**.`,
    },
  },
};
