/** 256 short words that are easy to say on the phone, to write, and to tell apart. */
const list = `
acorn actor album alley amber anchor ankle apple apron arch arrow atlas attic autumn badge bagel baker bamboo
banana banjo barn basin basket beach beacon beak bean bear beetle bell bench berry bicycle birch biscuit blanket
boat bonnet book boot bottle bowl box branch bread brick bridge broom brush bucket bus butter button cabin cable
cactus cake camel camera candle canoe canvas carpet carrot castle cat cedar cellar chain chair chalk cheese cherry
chess chimney circle clay clock cloud clover coat cobweb comet compass copper coral cork corner cottage cotton
cradle crane crayon cricket crown cup curtain daisy dance desk diary dolphin donkey door dragon drawer dress drum
duck eagle easel echo egg elbow elder engine falcon feather fence fern ferry fiddle field finger flag flute forest
fork fountain fox frost garden garlic gate giant ginger glass globe glove goat goose grape grass guitar hammer
hammock harbor harp hazel hedge helmet heron hill honey horse island ivory jacket jar jelly juniper kettle kitchen
kite ladder lake lamp lantern lemon lentil letter lily linen lion lizard lobster locket magnet maple marble market
meadow melon mill mirror mitten moon moss mountain mouse mushroom napkin needle nest nettle notebook nutmeg oak
oar ocean olive onion orange orchard otter oven owl oyster paddle paint palm panda paper parrot parsley path peach
pear pebble pencil pepper piano pigeon pillow pine pocket pond poplar potato puppet puzzle quilt rabbit radio radish
raft rain river robin rocket roof rope saddle sail salt sand scarf shell ship silver sofa spoon star stone
sugar swan
`;
export const knownWords: readonly string[] = list.trim().split(/\s+/);

/** One word for each byte; the same bytes always give the same words. */
export const spokenWords = (secret: Uint8Array): string =>
  Array.from(secret, (byte) => knownWords[byte]!).join(' ');

/** As people type them: only the letters count, not capitals, marks between them or how many spaces. */
export const onlyLetters = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '');
