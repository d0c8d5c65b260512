import { msg, type Msg } from '../kernel/language/message.js';

/** What posters and slips say, by how careful a community has to be. */
export const titles = {
  // translators: on a poster, {community} is a name; “Garden Street is moving. Come along”
  open: msg('{community} is moving. Come along'),
  careful: msg('A note from {community}'),
  protective: msg('There is news'),
} as const;

/** Below it, where a wall must not know more. */
export const leads = {
  careful: msg('There is something new for all of us. Look at it in your own time.'),
  protective: msg('It stands on a page. Look at it in your own time.'),
} as const;

/** The same as one text, for a chat or a forum. */
export const wholeLeads: Record<keyof typeof leads, Msg> = {
  careful: msg('A note from {community}. There is something new for all of us. Look at it in your own time.'),
  protective: msg('There is news. It stands on a page. Look at it in your own time.'),
};
