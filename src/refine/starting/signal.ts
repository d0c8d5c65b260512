import type { PlatformTexts } from './platform-texts.js';

export const signal: PlatformTexts = {
  platform: 'Signal',
  checkOn: '2027-02-01',
  destination: {
    quickStart: {
      title: 'Signal on one page',
      body: `Signal is a free app for messages and calls. It shows no advertising and cannot read what we write.

1. **Get it**: from your phone's app store, or from signal.org. The maker is *Signal Messenger* or *Signal Foundation*.
2. **Register**: type your phone number, then the code that comes as a message.
3. **Choose a name**: a first name or a nickname. No picture is needed.
4. **Hide your number**: Settings, Privacy, Phone Number. Choose *Nobody* for who can see it.
5. **Set a PIN** that you can remember. It brings your settings back on a new phone.
6. **Join us**: tap the group link that your helper sends, then **Join**. Somebody lets you in.

## Three things to try
- **Write**: open the group, type, tap the arrow.
- **Reply**: swipe a message to the right, type, send.
- **Share a file**: tap **+**, choose a picture or file, send.

## If it gets loud
Tap the group's name, then **Mute**. You still see everything when you look.`,
    },
    visualGuide: {
      title: 'Signal, step by step',
      body: `Follow it with your phone in your hand. Ten minutes are enough. Add your own pictures where it says so.

## 1. Install
The icon is a white speech bubble on blue. Open it once it is there.
*(Picture: the app store page with the maker's name.)*

## 2. Your number
Choose your country, type your number without the first zero, tap **Next**. A code of six digits comes. Type it.
*(Picture: where the code goes.)*

## 3. Name and PIN
Only a first name is asked. Then choose a PIN. Write it down at home.

## 4. Into the group
Tap the link from your helper. Signal shows the group's name. Tap **Join** and wait until somebody lets you in.
*(Picture: the button.)*

## 5. Say hello
Tap the line at the bottom, write "Hello, here I am", tap the arrow.

## What if …
- **No code comes**: wait for the clock, then choose **Call me**.
- **No smartphone**: Signal needs one to begin. Tell us, there are other ways.
- **A new phone**: move your messages before you give the old one away. Settings, Account (Android: Chats), *Transfer*.`,
    },
  },
};
