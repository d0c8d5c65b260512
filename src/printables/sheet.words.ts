/** What posters, slips and posts say, in each language of members' pages. Functions, because word order differs. */
export interface SheetWords {
  construction: (place: string) => string;
  title: { open: (community: string) => string; careful: (community: string) => string; protective: string };
  lead: { open: (from: string, to: string) => string; careful: string; protective: string };
  closes: (day: string) => string;
  calm: string;
  scan: string;
  orType: string;
  code: string;
  madeUp: string;
  ask: (who: string, how: string) => string;
  post: {
    open: (from: string, to: string) => string;
    calm: string;
    reach: string;
    here: (address: string) => string;
    typed: (typed: string, code: string) => string;
    keep: string;
    object: (who: string, how: string) => string;
  };
}

const en: SheetWords = {
  construction: (place) => `${place} (new home in construction)`,
  title: {
    open: (community) => `${community} is moving. Come along`,
    careful: (community) => `A note from ${community}`,
    protective: 'There is news',
  },
  lead: {
    open: (from, to) => `From ${from} to ${to}.`,
    careful: 'There is something new for all of us. Look at it in your own time.',
    protective: 'It stands on a page. Look at it in your own time.',
  },
  closes: (day) => `On ${day} the old place closes for new messages.`,
  calm: 'Nothing closes now, and you need not do anything today.',
  scan: 'Point the camera of your phone here',
  orType: 'or open this address',
  code: 'and type this code',
  madeUp: 'A name that you made up is fine. We ask for no phone number. Nobody sees who has come.',
  ask: (who, how) => `Questions: ${who}, ${how}`,
  post: {
    open: (from, to) => `We are moving from ${from} to ${to}, slowly and together.`,
    calm: 'Nothing closes now, and you need not do anything today.',
    reach: 'Tell us how to reach you, and nobody forgets you.',
    here: (address) => `Here: ${address}`,
    typed: (typed, code) => `Or open ${typed} and type ${code}`,
    keep: 'A name that you made up is fine. We ask for no phone number. Nobody sees who has come, or how many. What you write you can delete at any time.',
    object: (who, how) => `Questions, or against it? Say so to ${who}, ${how}`,
  },
};

const de: SheetWords = {
  construction: (place) => `${place} (neues Zuhause im Aufbau)`,
  title: {
    open: (community) => `${community} zieht um. Komm mit`,
    careful: (community) => `Eine Nachricht von ${community}`,
    protective: 'Es gibt Neues',
  },
  lead: {
    open: (from, to) => `Von ${from} nach ${to}.`,
    careful: 'Es gibt etwas Neues für uns alle. Schau es in Ruhe an.',
    protective: 'Es steht auf einer Seite. Schau sie in Ruhe an.',
  },
  closes: (day) => `Am ${day} schließt der alte Ort für neue Nachrichten.`,
  calm: 'Jetzt schließt nichts, und heute musst du nichts tun.',
  scan: 'Halte die Kamera deines Telefons hierher',
  orType: 'oder öffne diese Adresse',
  code: 'und tippe diesen Code',
  madeUp:
    'Ein ausgedachter Name reicht. Wir fragen nach keiner Telefonnummer. Niemand sieht, wer gekommen ist.',
  ask: (who, how) => `Fragen: ${who}, ${how}`,
  post: {
    open: (from, to) => `Wir ziehen um, langsam und zusammen: von ${from} nach ${to}.`,
    calm: 'Jetzt schließt nichts, und heute musst du nichts tun.',
    reach: 'Sag uns, wie wir dich erreichen. Dann wird niemand vergessen.',
    here: (address) => `Hier: ${address}`,
    typed: (typed, code) => `Oder öffne ${typed} und tippe ${code}`,
    keep: 'Ein ausgedachter Name reicht. Wir fragen nach keiner Telefonnummer. Niemand sieht, wer gekommen ist und wie viele. Was du schreibst, kannst du jederzeit löschen.',
    object: (who, how) => `Fragen, oder dagegen? Sag es ${who}, ${how}`,
  },
};

const fr: SheetWords = {
  construction: (place) => `${place} (nouvelle maison en construction)`,
  title: {
    open: (community) => `${community} déménage. Viens avec nous`,
    careful: (community) => `Un mot de ${community}`,
    protective: 'Il y a du nouveau',
  },
  lead: {
    open: (from, to) => `De ${from} vers ${to}.`,
    careful: 'Il y a du nouveau pour nous tous. Regarde quand tu veux.',
    protective: 'C’est écrit sur une page. Regarde quand tu veux.',
  },
  closes: (day) => `Le ${day}, l’ancien lieu ferme aux nouveaux messages.`,
  calm: 'Rien ne ferme maintenant, et tu n’as rien à faire aujourd’hui.',
  scan: 'Vise ici avec l’appareil photo du téléphone',
  orType: 'ou ouvre cette adresse',
  code: 'et tape ce code',
  madeUp:
    'Un nom inventé suffit. Nous ne demandons pas de numéro de téléphone. Personne ne voit qui est venu.',
  ask: (who, how) => `Questions : ${who}, ${how}`,
  post: {
    open: (from, to) => `Nous déménageons de ${from} vers ${to}, doucement et ensemble.`,
    calm: 'Rien ne ferme maintenant, et tu n’as rien à faire aujourd’hui.',
    reach: 'Dis-nous comment te joindre, et personne ne sera oublié.',
    here: (address) => `Ici : ${address}`,
    typed: (typed, code) => `Ou ouvre ${typed} et tape ${code}`,
    keep: 'Un nom inventé suffit. Nous ne demandons pas de numéro de téléphone. Personne ne voit qui est venu, ni combien. Ce que tu écris, tu peux l’effacer à tout moment.',
    object: (who, how) => `Des questions, ou contre ? Dis-le à ${who}, ${how}`,
  },
};

const es: SheetWords = {
  construction: (place) => `${place} (nueva casa en construcción)`,
  title: {
    open: (community) => `${community} se muda. Ven con nosotros`,
    careful: (community) => `Una nota de ${community}`,
    protective: 'Hay novedades',
  },
  lead: {
    open: (from, to) => `De ${from} a ${to}.`,
    careful: 'Hay algo nuevo para todas las personas del grupo. Míralo cuando quieras.',
    protective: 'Están en una página. Mírala cuando quieras.',
  },
  closes: (day) => `El ${day} el lugar antiguo se cierra para mensajes nuevos.`,
  calm: 'Ahora no se cierra nada, y hoy no tienes que hacer nada.',
  scan: 'Apunta aquí con la cámara del teléfono',
  orType: 'o abre esta dirección',
  code: 'y escribe este código',
  madeUp: 'Basta un nombre inventado. No pedimos número de teléfono. Nadie ve quién ha venido.',
  ask: (who, how) => `Preguntas: ${who}, ${how}`,
  post: {
    open: (from, to) => `Nos mudamos de ${from} a ${to}, despacio y juntos.`,
    calm: 'Ahora no se cierra nada, y hoy no tienes que hacer nada.',
    reach: 'Dinos cómo avisarte, y no se olvida a nadie.',
    here: (address) => `Aquí: ${address}`,
    typed: (typed, code) => `O abre ${typed} y escribe ${code}`,
    keep: 'Basta un nombre inventado. No pedimos número de teléfono. Nadie ve quién ha venido ni cuántos. Lo que escribes lo puedes borrar cuando quieras.',
    object: (who, how) => `¿Preguntas, o en contra? Díselo a ${who}, ${how}`,
  },
};

const pt: SheetWords = {
  construction: (place) => `${place} (nova casa em construção)`,
  title: {
    open: (community) => `${community} vai mudar de lugar. Vem connosco`,
    careful: (community) => `Um recado de ${community}`,
    protective: 'Há novidades',
  },
  lead: {
    open: (from, to) => `De ${from} para ${to}.`,
    careful: 'Há algo novo para todas as pessoas do grupo. Vê quando quiseres.',
    protective: 'Estão numa página. Vê quando quiseres.',
  },
  closes: (day) => `A ${day} o lugar antigo fecha para mensagens novas.`,
  calm: 'Agora nada fecha, e hoje não tens de fazer nada.',
  scan: 'Aponta a câmara do telemóvel para aqui',
  orType: 'ou abre este endereço',
  code: 'e escreve este código',
  madeUp: 'Basta um nome inventado. Não pedimos número de telefone. Ninguém vê quem veio.',
  ask: (who, how) => `Perguntas: ${who}, ${how}`,
  post: {
    open: (from, to) => `Vamos mudar de ${from} para ${to}, devagar e em conjunto.`,
    calm: 'Agora nada fecha, e hoje não tens de fazer nada.',
    reach: 'Diz-nos como te avisar, e ninguém fica esquecido.',
    here: (address) => `Aqui: ${address}`,
    typed: (typed, code) => `Ou abre ${typed} e escreve ${code}`,
    keep: 'Basta um nome inventado. Não pedimos número de telefone. Ninguém vê quem veio nem quantos. O que escreves podes apagar quando quiseres.',
    object: (who, how) => `Perguntas, ou contra? Diz a ${who}, ${how}`,
  },
};

const all: Record<string, SheetWords> = { en, de, fr, es, pt };

/** English where a language is not known; `pt-BR` is served by `pt`. */
export function sheetWords(language: string): { language: string; words: SheetWords } {
  const known = language.split('-')[0]!.toLowerCase();
  return all[known] ? { language: known, words: all[known] } : { language: 'en', words: en };
}

export const sheetLanguages = Object.keys(all);
