const width = 96;

/** JSON with two spaces of indent; lists of plain values, and objects of one plain value, stay on one line where they fit. */
export function formatPolicy(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((one: unknown) => ["", one]) : Object.entries(value).map(([name, one]) => [`${JSON.stringify(name)}: `, one]);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return open + close;
  const pad = Array.isArray(value) ? "" : " ";
  const line = `${open}${pad}${entries.map(([name, one]) => name + formatPolicy(one)).join(", ")}${pad}${close}`;
  const plain = Array.isArray(value) ? entries.every(([, one]) => typeof one !== "object") : entries.length === 1;
  if (plain && indent.length + line.length <= width && !line.includes("\n")) return line;
  const deeper = `${indent}  `;
  return `${open}\n${entries.map(([name, one]) => `${deeper}${name}${formatPolicy(one, deeper)}`).join(",\n")}\n${indent}${close}`;
}
