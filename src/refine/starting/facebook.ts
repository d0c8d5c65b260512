import type { PlatformTexts } from './platform-texts.js';

export const facebook: PlatformTexts = {
  platform: 'Facebook group',
  checkOn: '2027-02-01',
  source: {
    title: 'Take your things out of the Facebook group',
    body: `Facebook gives you a copy of what *you* posted. Nobody, not even an admin, can save the whole group in one go.

## Your own posts, comments and pictures
1. Open **Settings & privacy**, then **Settings**, then **Accounts Center**.
2. Choose **Your information and permissions**, then **Export your information** (also called *Download your information*).
3. Choose your profile, then **Specific types of information**, and tick **Groups**. This is faster than everything.
4. Choose HTML to read it, and a date range long enough.
5. Facebook tells you when it is ready. That can take hours, or days for a lot. The file can be fetched for a few days only.

## What others posted
- Save single pictures and files from the group's **Media** and **Files** pages.
- Copy the text of a post that matters to you. Ask its author first.

## Good to know
- Do this while you are still in the group.
- An admin can pause the group: everything can still be read, nobody can post.`,
  },
};
