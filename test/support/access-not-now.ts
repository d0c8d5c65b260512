/**
 * What Garden Street, as the test of access finds it, lets nobody do, by the reason. An act that comes to stand here, or
 * leaves, is seen: none is looked over because its form is not drawn or because it is refused for the moment.
 */
type Acts = Record<string, string[]>;

const below = (acts: Acts, path: string): [string, string][] =>
  Object.entries(acts).flatMap(([why, list]) =>
    list.map((act): [string, string] => [act.replace(' ', ` ${path}`), why]),
  );

/** Acts of pages whose form stands on no page now. They are sent only by those who may not do them. */
export const notDrawn = new Map([
  ...below(
    {
      'nobody has one': ['POST account/passkeys/:id/remove'],
      'a script asks, and a device answers': ['POST account/passkeys/options'],
      'one browser only is signed in': ['POST account/sessions/:id/end', 'POST account/sessions/others/end'],
      'a move was begun long ago': [
        ...['POST begin/door', 'POST begin/sample', 'POST begin/sample/back', 'POST begin/sample/delete'],
      ],
      'nobody is on a break': ['POST break/over'],
      'no row asks for a decision': ['POST roster/files/:id/decisions'],
      'no letter came back': ['POST roster/people/:memberId/address-works'],
      'Rosa has asked, for another to answer': ['POST yes/:id/file', 'POST yes/:id/withdraw'],
      'two lead': ['POST yes/alone/off', 'POST yes/alone/on'],
    },
    '/',
  ),
  ...below(
    {
      'nothing is held, stopped or late': [
        ...['POST agenda/:key/go-on', 'POST agenda/:key/resume', 'POST agenda/:key/send'],
        ...['POST agenda/:key/skip', 'POST agenda/:key/stop', 'POST attend', 'POST resume', 'POST speak'],
      ],
      'it was done when the launch began': [
        ...['POST charter/open', 'POST guides/:id/publish', 'POST guides/starting-texts'],
        ...['POST circle/:participationId/add', 'POST circle/:participationId/remove', 'POST circle/confirm'],
        ...['POST phases/:phase/close', 'POST phases/:phase/override', 'POST plan/delete', 'POST plan/start'],
        'POST tonight',
      ],
      'people may still object': ['POST charter/adopt'],
      'no closing day stands': [
        ...[
          'POST closing',
          'POST closing/move',
          'POST ending/done',
          'POST ending/yes',
          'POST old-places/:placeId',
        ],
        ...['POST open-names/:participationId/exception', 'POST open-names/:participationId/promise'],
      ],
      'it has not begun yet': ['POST help-hours/:id/attendance'],
      'nobody is joined with somebody of the list': [
        ...['POST joining/:requestId/open-page', 'POST joining/:requestId/separate'],
      ],
      'no letter came back': [
        'POST messages/:notice/again',
        'POST messages/:notice/arrived',
        'POST people/:id/again',
      ],
      'nothing is ticked as posted': ['POST posts/:postId/not-posted', 'POST seeding/:id/not-posted'],
      'every letter has gone': ['POST messages/:notice/go-on', 'POST messages/:notice/stop'],
      'this one helps others already': ['POST people/:id/agreed', 'POST people/:id/helper'],
      'nothing of it was changed': ['POST plays/:play/approve', 'POST questions/:survey/ours'],
      'all waves have gone out': ['POST waves/:number/move', 'POST waves/let-go'],
    },
    '/rollouts/:rolloutId/',
  ),
]);

/** Acts that are sent whole by who may, and refused because it is not the time for them (409). */
export const notNow = new Map([
  ...below(
    {
      'on no break': ['DELETE break'],
      'it is read already': ['PUT imports/:id/file'],
      'joined with nobody': ['POST members/:id/separate'],
      'no letter came back': ['POST members/:id/address-works'],
      'the move needs it': ['DELETE places/:placeId'],
      'looked at something else': ['POST yes/:id/yes'],
      'two lead': ['PUT yes/alone', 'DELETE yes/alone'],
      'Rosa has asked': ['POST yes/roster'],
    },
    '/api/v1/',
  ),
  ...below(
    {
      'nothing is held, stopped or late': [
        ...['POST agenda/:key/resume', 'POST agenda/:key/send', 'POST attend', 'POST friction/let-go'],
        ...['POST notices/:noticeId/again', 'POST resume'],
      ],
      'it was done when the launch began': [
        ...['POST charter/open', 'DELETE draft', 'POST guides/:id/publish', 'POST phases/:phase/close'],
        ...['POST phases/:phase/override', 'POST start'],
      ],
      'people may still object': ['POST charter/adopt'],
      'nobody is marked as told': ['POST by-hand/:deliveryId/not-told'],
      'no letter came back': ['POST deliveries/:deliveryId/arrived'],
      'nobody is joined with somebody of the list': [
        ...['POST join-requests/:requestId/open-page', 'POST join-requests/:requestId/separate'],
      ],
      'it has not begun yet': ['POST office-hours/:id/attendance'],
      'no closing day stands': [
        ...['POST open-names/:participationId/exception', 'POST open-names/:participationId/promise'],
        ...['POST places/:placeId/read-only', 'POST shutdown/done', 'POST shutdown/yes', 'POST transition'],
        'POST transition/move',
      ],
      'nobody is chosen for the circle': ['POST pilot/circle/confirm', 'POST pilot/circle/members'],
      'nothing of it was changed': ['POST playbook/:play/approve'],
      'no mail leaves this house': ['POST playbook/:play/test'],
      'nobody has met yet': ['POST retrospective/publish'],
    },
    '/api/v1/rollouts/:rolloutId/',
  ),
]);

/** What Garden Street has not got, or has done already: how it is refused there tells nothing about who may. */
export const notHere: Record<string, string> = {
  'DELETE /api/v1/account/passkeys/:id: 404': 'nobody has one',
  'DELETE /api/v1/rollouts/:rolloutId/pilot/circle/members/:participationId: 404': 'not in the circle',
  'POST /account/passkeys: 422': 'a device answers it',
  'POST /api/v1/imports/:id/decisions: 422': 'no row asks for a decision',
  'POST /api/v1/rollouts/:rolloutId/waves/moves/preview: 422': 'all waves have gone out',
  'POST /api/v1/rollouts/:rolloutId/waves/moves: 422': 'all waves have gone out',
  'POST /api/v1/yes/:id/file: 403': 'Rosa has asked',
  'POST /api/v1/yes/:id/withdraw: 403': 'Rosa has asked',
  'POST /begin/move: 422': 'ticked is every place, on both sides',
  'POST /places/:id/remove: 422': 'the move needs it',
  'POST /rollouts/:rolloutId/looking-back/publish: 422': 'nobody has met yet',
  'POST /rollouts/:rolloutId/plan: 422': 'it has begun',
  'POST /rollouts/:rolloutId/questions/:survey/change: 422': 'ticked and written is what excludes itself',
  'POST /rollouts/:rolloutId/seen/file: 422': 'no file was chosen',
  'POST /roster/files/:id/columns: 422': 'one column is all of them',
  'POST /roster/files: 422': 'no file was chosen',
  'POST /yes/roster: 422': 'Rosa has asked',
};

/** The same for a lead, of what an admin alone may do, or of what is an admin's own. */
export const notALeads: Record<string, string> = {
  'POST /account/tokens/:id/revoke: 404': 'it is the admin’s',
  'POST /team: 422': 'ticked is an admin, whom only an admin adds',
  'POST /team/:id/remove: 422': 'only an admin takes a lead out',
  'POST /team/:id/role: 422': 'only an admin changes what leads may do',
};
