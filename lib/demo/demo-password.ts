import { randomInt } from "node:crypto";

const words = `amber anchor basil beacon birch breeze cedar cobalt coral cotton crane dawn delta ember fable falcon fern flint garnet glade harbor hazel heron indigo ivory
  juniper kestrel lantern larch linen maple marble meadow mist nectar ocean olive onyx opal otter pearl pebble pine plume quartz quill raven reed river saffron sage
  slate sparrow spruce stone thistle timber topaz tulip velvet walnut willow winter`.split(/\s+/);

/** Four random words, fresh for every demo: easy to type, and no password that is the same everywhere. */
export const newDemoPassword = (): string => Array.from({ length: 4 }, () => words[randomInt(words.length)] ?? "").join("-");
