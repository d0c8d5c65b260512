import { msg, type Msg } from '../kernel/language/message.js';

/** What closing a place means on its platform: for whoever holds its keys, and for everybody's things. */
export interface OldPlatform {
  /** As it may stand in a place's `platform`, in small letters. */
  names: string[];
  /** How a member takes their own things along, and the platform's own deadlines. */
  things: Msg;
  readOnly: string;
  redirect: string;
  shutdown: string;
  /** The day on which we last looked it up; null: from experience, so try it on a test group first. */
  checked: string | null;
}

const pinned = 'Pin a message with the address of the new place, and put it first in the description.';

const platforms: OldPlatform[] = [
  {
    names: ['whatsapp'],
    things: msg(
      'In the chat’s menu choose Export chat, once a chat. Very long chats come out shortened: save pictures that matter one by one.',
    ),
    readOnly:
      'Group permissions: switch “Send messages” off, then only admins write. Check with a phone that is no admin. Nobody but admins can do it, and other admins can undo it.',
    redirect: `${pinned} Change the group’s name so that it says where we are.`,
    shutdown:
      'A group cannot be switched off for all. Remove every member, then leave it; what lies on people’s phones stays there.',
    checked: '2026-11-22',
  },
  {
    names: ['telegram'],
    things: msg('Telegram Desktop has Export chat history in the chat’s menu; the phone app has not.'),
    readOnly: 'Permissions: switch “Send messages” off for members. Admins can still write.',
    redirect: pinned,
    shutdown: 'The owner deletes the group for everybody. It cannot be undone.',
    checked: null,
  },
  {
    names: ['signal'],
    things: msg('There is no export of one group. Save pictures and files one by one; copy what matters.'),
    readOnly: 'Permissions: choose that only admins can send messages.',
    redirect: 'Put the address of the new place into the group’s description and its name.',
    shutdown:
      'A group ends when everybody has left or was removed; what lies on people’s phones stays there.',
    checked: null,
  },
  {
    names: ['slack'],
    things: msg(
      'A free workspace shows 90 days and deletes what is older than one year. Members save their files one by one; an owner exports public channels.',
    ),
    readOnly:
      'In each channel’s settings, restrict posting where the plan has it; or archive the channel: then it can be read, and nobody writes.',
    redirect: 'Set the topic of every channel to the address of the new place before archiving it.',
    shutdown: 'Export first: an owner deletes the workspace, and nothing of it comes back.',
    checked: '2026-11-22',
  },
  {
    names: ['discord'],
    things: msg(
      'There is no export of a channel. A member’s request for their own data can take a month: ask for it in good time.',
    ),
    readOnly:
      'Deny “Send Messages” to @everyone in each category, and to every role that allows it: a role that allows it wins.',
    redirect: 'Leave one channel on top with the address of the new place, and set it as the system channel.',
    shutdown: 'The owner deletes the server. It cannot be undone.',
    checked: '2026-11-22',
  },
  {
    names: ['facebook', 'facebook group'],
    things: msg(
      'Members download their own posts under Your information. The group as a whole has no export.',
    ),
    readOnly: 'An admin chooses Pause group in the menu: members can read, nobody writes.',
    redirect:
      'The pause asks for an announcement: put the address of the new place there, and in the cover picture.',
    shutdown: 'Remove every member, then leave: the empty group is deleted. A large group takes hours.',
    checked: '2026-11-22',
  },
  {
    names: ['mailman', 'mailing list', 'google groups', 'list', 'e-mail list'],
    things: msg(
      'Everybody has the messages in their own mailbox; the archive can be downloaded by the list’s owner.',
    ),
    readOnly: 'Set the list to hold or reject every post, with a text that names the new place.',
    redirect: 'Put the new place into the text of the rejection, the footer, and the list’s own page.',
    shutdown:
      'Download the archive, then delete the list. Its address should keep answering with the new place where the host allows it.',
    checked: null,
  },
];

const unknown: OldPlatform = {
  names: [],
  things: msg(
    'Look for “export” or “download my data” in the settings, and do it early: some platforms take days.',
  ),
  readOnly: 'Find out how writing can be stopped for everybody but the keeper, and try it before the day.',
  redirect: pinned,
  shutdown: 'Find out who may delete it, whether that can be undone, and what stays with the platform.',
  checked: null,
};

/** The platform of a place by its name; what we do not know is said as that. */
export function oldPlatform(platform: string): OldPlatform {
  const wanted = platform.trim().toLowerCase();
  return platforms.find(({ names }) => names.includes(wanted)) ?? unknown;
}
