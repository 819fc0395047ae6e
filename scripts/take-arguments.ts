import { readFile } from "node:fs/promises";
import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
const help = { help: { type: "boolean", short: "h" } } as const;
type Help = typeof help;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O & Help; allowPositionals: true }>>;

/**
 * The options and names that a command was given. With `--help`, or where `complaint` finds something missing, the usage is shown and the answer is what the
 * command ends with: nothing, or a complaint.
 */
export function takeArguments<const O extends Options>(usage: string, options: O, complaint: (given: Parsed<O>) => string | undefined): { given: Parsed<O> } | { end: string | undefined } {
  let given: Parsed<O>;
  try {
    given = parseArgs<{ options: O & Help; allowPositionals: true }>({ options: { ...options, ...help }, allowPositionals: true });
  } catch (error) {
    return { end: `${error instanceof Error ? error.message : String(error)}\n\n${usage}` };
  }
  const asked = "help" in given.values && given.values["help"] === true;
  const missing = asked ? undefined : complaint(given);
  if (!asked && missing === undefined) return { given };
  console.log(usage);
  return { end: missing };
}

/** The bytes of a file, or a sentence that says why it cannot be read. */
export function readOrSay(name: string): Promise<Buffer | string> {
  return readFile(name).catch((error: NodeJS.ErrnoException) => `The file ${name} cannot be read: ${error.message}`);
}

type Refusal = { code: string; message: string; detail: { fields?: readonly { field: string; message: string }[] } };

/** What the portal refused, as lines for the console. */
export const linesOf = ({ code, message, detail }: Refusal): string => [`${code}: ${message}`, ...(detail.fields ?? []).map(({ field, message: problem }) => `  ${field}: ${problem}`)].join("\n");
