export interface Text {
  title: string;
  /** Markdown. */
  body: string;
}

/** What we know of a platform: how to leave it with one's things, how to begin there. */
export interface PlatformTexts {
  platform: string;
  /** Platforms change: the day on which a lead should look whether it is still so. */
  checkOn: string;
  source?: Text;
  destination?: { quickStart: Text; visualGuide: Text };
}
