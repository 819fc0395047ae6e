import { formatCount } from "./format-count";
import { speech, type Translation } from "./locale";

/** The names between braces in a text: `"{n} of {all}"` has `n` and `all`. */
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
export type Value = string | number;
type Values<S extends string, Given extends string = never> = [Exclude<Names<S>, Given>] extends [never] ? [] : [values: Readonly<Record<Exclude<Names<S>, Given>, Value>>];
/** A text that stands in the source, where it can be found and translated. */
type Written<S extends string> = S & (string extends S ? never : unknown);

declare const translatable: unique symbol;
/** An English text without values that is kept as data and said later, in the language of whoever reads it then. */
export type Message = string & { readonly [translatable]: true };

/** Marks a text as one of the catalogue where it is written down, for `t` where it is said. */
export const msg = <S extends string>(text: Written<S>): Message => text as string as Message;

/** What stands after the two crosses tells texts apart that are alike in English alone; nobody reads it: `"Open##adjective"`. */
const shown = (english: string): string => {
  const end = english.indexOf("##");
  return end < 0 ? english : english.slice(0, end);
};

const fill = (text: string, values: Readonly<Record<string, Value>> | undefined): string =>
  values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? worded(values[name]) : whole)) : text;

/** Numbers are counts, and written as the reader writes them; years and ids come as strings. */
const worded = (value: Value | undefined): string => (typeof value === "number" ? formatCount(value) : (value ?? ""));

const plain = (found: Translation | undefined, english: string): string => (typeof found === "string" ? found : (found?.other ?? shown(english)));

/**
 * Says a text in the language of the request or page. English is written in the source and is its own key (docs/decisions/0031-texts.md);
 * values come between braces by name.
 */
export function t(text: Message): string;
export function t<S extends string>(text: Written<S>, ...values: Values<S>): string;
export function t(text: string, values?: Readonly<Record<string, Value>>): string {
  const { texts } = speech();
  return fill(plain(texts?.[text], text), values);
}

/** Says how many: `tn(2, "{n} report", "{n} reports")`. The text for many is the key; a language has as many forms as it needs. */
export function tn<One extends string, Many extends string>(count: number, one: Written<One>, many: Written<Many>, ...values: Values<Many, "n">): string;
export function tn(count: number, one: string, many: string, values?: Readonly<Record<string, Value>>): string {
  const { locale, texts } = speech();
  const found = texts?.[many];
  const text = found === undefined || typeof found === "string" ? (found ?? shown(count === 1 ? one : many)) : (found[pluralOf(locale, count)] ?? found.other);
  return fill(text, { ...values, n: count });
}

const rules = new Map<string, Intl.PluralRules>();

function pluralOf(locale: string, count: number): Intl.LDMLPluralRule {
  let found = rules.get(locale);
  if (!found) rules.set(locale, (found = new Intl.PluralRules(locale)));
  return found.select(count);
}

/** Says a text that comes from data, if the catalogue has it, and as it is otherwise: names of regions, messages of schemas. */
export const translated = (text: string): string => plain(speech().texts?.[text], text);

/** A text cut at its marks: `"Read the <a>terms</a>."` is `"Read the "`, `{ mark: "a", words: "terms" }`, `"."`. For views, which put elements there. */
export type Piece = string | { mark: string; words: string };

export function pieces<S extends string>(text: Written<S>, ...values: Values<S>): Piece[];
export function pieces(text: string, values?: Readonly<Record<string, Value>>): Piece[] {
  const { texts } = speech();
  const whole = plain(texts?.[text], text);
  const found: Piece[] = [];
  let end = 0;
  for (const { 0: all, 1: mark = "", 2: words = "", index } of whole.matchAll(/<(\w+)>(.*?)<\/\1>/gs)) {
    if (index > end) found.push(fill(whole.slice(end, index), values));
    found.push({ mark, words: fill(words, values) });
    end = index + all.length;
  }
  if (end < whole.length) found.push(fill(whole.slice(end), values));
  return found;
}
