import type { PlatformTexts } from './platform-texts.js';

export const matrix: PlatformTexts = {
  platform: 'Matrix',
  checkOn: '2027-02-01',
  destination: {
    quickStart: {
      title: 'Element on one page',
      body: `Element is an app for Matrix: many servers that talk to each other, one of them ours. No phone number is needed.

1. **Open it**: in a browser at app.element.io, or install *Element* or *Element X* from your app store.
2. **Choose our server**: tap **Create account**, then **Edit** beside the server, and type the address that your helper gives you.
3. **Make an account**: a user name, a good password. An e-mail address helps if you forget it.
4. **Keep the recovery key**: Element offers one. Save or print it. Without it, old messages cannot be read on a new phone.
5. **Join us**: open the invitation link, then **Join**.

## Three things to try
- **Write**: open the room, type, press Enter.
- **Reply**: hold (or point at) a message, choose **Reply**.
- **Share a file**: the paper clip, or **+**, then choose it.

## If it gets loud
Open the room's settings, **Notifications**, and choose *Mentions and keywords only*.`,
    },
    visualGuide: {
      title: 'Element, step by step',
      body: `Ten minutes, best with somebody beside you. Add your own pictures where it says so.

## 1. The right server
Our rooms live on our own server. On the first screen, change *matrix.org* to the address from your helper.
*(Picture: where to change the server.)*

## 2. Name and password
The user name stays for good; what others see can be changed later. Others can find you as @name:server.

## 3. The recovery key
Messages are locked with keys that only your devices hold. The recovery key opens them on the next device.
Save it in your password manager, or print it.
*(Picture: the page with the key.)*

## 4. Into the rooms
The invitation opens our space: a list of rooms. Join the first one; the others are there when you want them.

## 5. Say hello
Write "Hello, here I am" in the first room.

## What if …
- **"Verify this device"**: you signed in a second time. Confirm it on the first device, or type the recovery key.
- **"Unable to decrypt"**: somebody wrote before your device was known. Ask them to send it again.`,
    },
  },
};
