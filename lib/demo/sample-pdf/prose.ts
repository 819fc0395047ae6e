/** Choices that look arbitrary and are always the same for the same seed. */
export class Prose {
  private state: number;

  constructor(seed: string) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
    this.state = hash >>> 0;
  }

  /** A number from 0 up to but not including 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the choices. */
  pick<Item>(...choices: [Item, ...Item[]]): Item {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
  }

  /** One item of a list that is not empty. Throws a RangeError for an empty list. */
  of<Item>(list: readonly Item[]): Item {
    const [first, ...rest] = list;
    if (first === undefined) throw new RangeError("Nothing to choose from");
    return this.pick(first, ...rest);
  }

  /** `count` items of a list, in the order of the list. */
  some<Item>(list: readonly Item[], count: number): Item[] {
    const ranked = list.map((item, index) => ({ item, index, rank: this.next() }));
    return ranked
      .toSorted((a, b) => a.rank - b.rank)
      .slice(0, count)
      .toSorted((a, b) => a.index - b.index)
      .map(({ item }) => item);
  }

  /** Sentences, each chosen from its alternatives, as one paragraph. */
  paragraph(...sentences: [string, ...string[]][]): string {
    return sentences.map((choices) => this.pick(...choices)).join(" ");
  }
}
