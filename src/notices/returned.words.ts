/** How programs speak in returned mail, in the languages of our readers and of large providers. */

const anyOf = (...phrases: RegExp[]): RegExp =>
  new RegExp(phrases.map(({ source }) => source).join('|'), 'i');

/** The address, or the server behind it, does not exist. */
export const saysGone = anyOf(
  /(?:user|recipient|mailbox|address|account|alias)(?: \S{1,80})? (?:is |was )?(?:unknown|not (?:be )?found|not exist|does ?n.t exist|does not exist|doesn't have an?|inactive|disabled|no longer)/,
  /unknown (?:user|recipient|address|mailbox|local part)/,
  /\bno such (?:user|mailbox|recipient|person|address|account|domain)/,
  /\b(?:no|not a known|not a valid) (?:user|mailbox|recipient|person) (?:here|at|by|with)\b/,
  /invalid (?:recipient|mailbox|user)/,
  /address (?:not found|couldn.t be found|could not be found)/,
  /recipient address rejected: access denied/,
  /no mailbox (?:here )?by that name/,
  /mailbox (?:is )?unavailable/,
  /couldn.t be found/,
  /host or domain name not found/,
  /host not found/,
  /domain (?:\S{1,80} )?(?:does not exist|doesn.t exist|not found)/,
  /isn.t valid/,
  /not listed in/,
  /RecipientNotFound/,
  /RecipNotFound/,
  /(?:empf.{1,3}nger|adresse|postfach|benutzer)\S{0,3} (?:\S{1,80} )?(?:unbekannt|existiert nicht|wurde nicht gefunden|nicht gefunden)/,
  /unbekannte[rs]? (?:empf|benutzer|adresse)/,
  /(?:destinataire|adresse|utilisateur) (?:\S{1,80} )?(?:inconnue?|introuvable|n.existe pas|n.a pas .t. trouv)/,
  /(?:usuario|direcci.n|destinatario|buz.n|dominio) (?:\S{1,80} )?(?:desconocid[oa]|no existe|inexistente|no se (?:ha )?encontr)/,
  /no existe (?:el|la|ese|esa)/,
  /(?:usu.rio|endere.o|destinat.rio|caixa postal|dom.nio) (?:\S{1,80} )?(?:desconhecid[oa]|n.o existe|inexistente|n.o (?:foi )?encontrad[oa])/,
);

/** Their mailbox has no room. */
export const saysFull = anyOf(
  /(?:mailbox|inbox|quota|storage)(?: \S{1,80})? (?:is |size |limit |has )?(?:full|exceeded|out of|over)/,
  /over ?quota/,
  /quota (?:exceeded|voll)/,
  /out of storage/,
  /postfach.{0,20}(?:voll|.berschritten)/,
  /bo.te.{0,60}(?:pleine|satur)/,
  /buz.n.{0,20}llen[oa]/,
  /caixa.{0,20}cheia/,
);

/** They mind us, or what we send. */
export const saysUs = anyOf(
  /spamhaus/,
  /spamcop/,
  /blacklist/,
  /blocklist/,
  /blocked/,
  /(?<!not )listed (?:at|by|in|on) /,
  /reputation/,
  /(?:as|like|is|be|identified|classified).{0,12} spam\b/,
  /\bspam (?:content|detected|message)/,
  /\bdmarc\b/,
  /\bspf\b/,
  /\bdkim\b/,
  /unauthenticated/,
  /content rejected/,
  /policy/,
  /virus/,
  /relay(?:ing)? (?:access )?(?:denied|not permitted)/,
  /too (?:large|big)/,
);

/** Not given up yet. */
export const saysDelayed = anyOf(
  /will (?:be )?(?:retr|keep trying|continue)/,
  /still (?:being )?(?:trying|tried|retried)/,
  /(?:has|have|is|been) (?:being )?delayed/,
  /delivery (?:has been |is )?delayed/,
  /not (?:yet )?been delivered (?:after|yet)/,
  /you do not need to (?:resend|do anything)/,
  /delivery incomplete/,
  /verz.ge?r/,
  /weitere (?:zustell)?versuche/,
  /retard/,
  /nouvelle tentative/,
  /se ha retrasado/,
  /retraso/,
  /se seguir. intentando/,
  /atrasad/,
  /nova tentativa/,
  /continuaremos tentando/,
);

/** The subject of a program that could not deliver. */
export const subjectOfBounce = anyOf(
  /undeliver/,
  /delivery (?:status notification|status|has failed|failed|failure|problem|incomplete|report)/,
  /deliver(?:y|ed) notification/,
  /failure (?:notice|delivery)/,
  /returned (?:mail|to sender)/,
  /mail(?:er)? (?:delivery|system)/,
  /mail could not/,
  /message (?:could not|not delivered|undeliver)/,
  /non-?delivery/,
  /could not be delivered/,
  /\bdelayed\b/,
  /delayed mail/,
  /address not found/,
  /unzustellbar/,
  /nicht zu(?:ge)?stell/,
  /zustellung/,
  /fehler bei der/,
  /(?:non|pas) (?:remis|distribu|d.livr)/,
  /.chec (?:de|d.)/,
  /remise (?:du|de)/,
  /no (?:se ha podido )?entrega/,
  /no se (?:pudo|puede) entregar/,
  /(?:error|fallo|falla|notificaci.n) (?:de|en la|sobre el) e(?:ntrega|stado)/,
  /mensaje (?:no entregado|devuelto)/,
  /n.o (?:foi )?(?:poss.vel )?(?:entregue|entregar)/,
  /falha (?:na|de) entrega/,
  /devolvid[ao]/,
);

/** The same, of one that has not given up. */
export const subjectOfDelay = /\bdelay(?:ed)?\b|warning|verz.ger|retard|retras|atrasad/i;

/** The same, of one that could. */
export const subjectOfSuccess = /success|return receipt|erfolgreich|réussi|correctamente|sucesso/i;

/** The subject of somebody's stand-in. */
export const subjectOfAway =
  /^(?:\s*(?:re|aw|sv|antw(?:ort)?|rif|res)\s*:\s*)?(?:auto(?:matic|mated|matische|mática)?[ -]?(?:reply|response|antwort|responder|answer)|out of (?:the )?office|ooo\b|away from|on (?:vacation|leave|holiday)|vacation|abwesenheit|(?:ich bin )?(?:nicht im (?:büro|haus)|im urlaub|abwesend)|automatische antwort|autom\S* eingangsbest|eingangsbest|réponse automatique|(?:message|notification) d.absence|absen(?:ce|t|te)\b|en congés?|respuesta autom|fuera de (?:la )?oficina|ausente|ausencia|de vacaciones|resposta autom|fora do escrit|ausência|de férias|em férias)/i;

/** A machine that lets nobody through who does not answer it: somebody has to. */
export const saysChallenge = anyOf(
  /(?:confirm|verify|prove) (?:that )?(?:you(?:r message)?(?: are|'re|’re)? (?:a |an )?(?:human|person|real|not a robot|sent)|your (?:message|e-?mail|address|identity))/,
  /to (?:release|deliver) your (?:message|e-?mail)/,
  /challenge.response/,
  /bestätigen sie (?:ihre|die) (?:nachricht|absender|e-?mail)/,
  /confirmez (?:votre|que vous) /,
  /confirme (?:su|que) /,
  /confirme (?:sua|seu) /,
);

/** Where a program begins to quote what we had sent: our own words say nothing about why. */
export const quoteBegins =
  /^[ \t>*=_-]{2,}[^\n]{0,40}(?:copy of|original message|returned message|unsent message|message header|ursprüngliche nachricht|message d.origine|mensaje original|mensagem original)[^\n]{0,60}$/im;
