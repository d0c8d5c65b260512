import type { PlatformTexts } from './platform-texts.js';

export const slack: PlatformTexts = {
  platform: 'Slack',
  checkOn: '2027-02-01',
  source: {
    title: 'Take your things out of Slack',
    body: `An owner or admin of the workspace can save all public channels. Each person saves their own direct messages and files.

## For everybody
- **Files**: open **Files** in the sidebar (or under *More*), choose the ones you shared, and download them one by one.
- **Messages**: copy the ones that you want to keep into a document. Slack has no "save all" for members.

## For owners and admins
1. Open the workspace's settings in a browser, then **Import/Export Data**, then **Export**.
2. Choose the dates and start. A mail comes when the file is ready.

## Good to know
- A free workspace shows the last 90 days. What is older than one year is deleted and cannot be brought back.
- The file holds public channels as JSON. Private channels and direct messages are not in it on a free plan.
- It holds *links* to files, not the files. Download those before the workspace is closed.`,
  },
};
