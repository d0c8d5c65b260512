import type { PlatformTexts } from './platform-texts.js';

export const whatsapp: PlatformTexts = {
  platform: 'WhatsApp',
  checkOn: '2027-02-01',
  source: {
    title: 'Take your things out of WhatsApp',
    body: `Each person saves their own copy. It works on a phone, not in WhatsApp Web.

## Android
1. Open the group.
2. Tap the three dots, then **More**, then **Export chat**.
3. Choose **Without media** for the words only, or **Include media** for pictures too.
4. Send the file to a place that you trust: your own e-mail, or your phone's files.

## iPhone
1. Open the group and tap its name at the top.
2. Scroll down and tap **Export Chat**.
3. Choose **Without Media** or **Attach Media**, then where to save it.

## Good to know
- You get a text file, and the pictures beside it. Nobody can put it back into WhatsApp.
- The copy has an end: about 10,000 messages with pictures, about 40,000 without. The newest are kept.
- Pictures that you never opened may be missing. Open the ones that you want first.
- If **Export chat** is not there, advanced chat privacy is switched on in the group. An admin can switch it off.
- Messages that vanish by themselves are gone when their time is over. Save them before.
- The copy holds other people's words. Keep it to yourself.`,
  },
};
