import { currentLocale } from "@/lib/texts/locale";
import type { Words } from "./models";

export type Letter = Readonly<{
  /** Whom it greets; nobody by name unless given. */
  name?: string;
  paragraphs: readonly string[];
  /** What it is about, in a few lines. */
  facts?: readonly (readonly [term: string, value: string])[];
  /** Several things that happened, each with where to read more. */
  items?: readonly Readonly<{ title: string; detail: string; href: string }>[];
  /** The one thing to do, as a link into the portal. */
  action?: Readonly<{ label: string; href: string }>;
  /** The other thing to do, where there are two. */
  orElse?: Readonly<{ label: string; href: string }>;
  /** Who sends it, and why this person gets it. */
  sender: string;
  reason: string;
  /** Below the reason: how to get no more of it. */
  links?: readonly Readonly<{ label: string; href: string }>[];
}>;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const ink = "color:#1d2430;font:15px/1.55 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const quiet = "color:#5b6472;font-size:13px;line-height:1.5";

function textOf({ name, paragraphs, facts, items, action, orElse, sender, reason, links }: Letter): string {
  const parts = [
    ...(name === undefined ? [] : [`${name},`]),
    ...paragraphs,
    ...(facts && facts.length > 0 ? [facts.map(([term, value]) => `${term}: ${value}`).join("\n")] : []),
    ...(items ?? []).map(({ title, detail, href }) => `* ${title}\n  ${detail}\n  ${href}`),
    ...[action, orElse].flatMap((one) => (one ? [`${one.label}:\n${one.href}`] : [])),
    `-- \n${[sender, reason, ...(links ?? []).map(({ label, href }) => `${label}: ${href}`)].join("\n")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

const itemHtml = ({ title, detail, href }: NonNullable<Letter["items"]>[number]): string =>
  `<div style="margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid #1f3f6b"><a href="${escaped(href)}" style="color:#1f3f6b;font-weight:600" dir="auto">${escaped(title)}</a><br><span style="${quiet}" dir="auto">${escaped(detail)}</span></div>`;

function htmlOf({ name, paragraphs, facts, items, action, orElse, sender, reason, links }: Letter): string {
  const rows = (facts ?? []).map(([term, value]) => `<tr><th align="left" valign="top" style="${quiet};font-weight:normal;padding:2px 16px 2px 0">${escaped(term)}</th><td style="padding:2px 0">${escaped(value)}</td></tr>`);
  const below = (links ?? []).map(({ label, href }) => `<a href="${escaped(href)}" style="color:#5b6472">${escaped(label)}</a>`);
  return [
    `<!doctype html><html lang="${currentLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"></head>`,
    `<body style="margin:0;padding:24px;background:#f6f3ec"><div style="max-width:560px;margin:0 auto;padding:28px 32px;background:#fffdf8;border:1px solid #ded8ca;${ink}">`,
    name === undefined ? "" : `<p dir="auto">${escaped(name)},</p>`,
    ...paragraphs.map((paragraph) => `<p dir="auto">${escaped(paragraph)}</p>`),
    rows.length > 0 ? `<table role="presentation" cellspacing="0" cellpadding="0" style="margin:16px 0;${ink}">${rows.join("")}</table>` : "",
    ...(items ?? []).map(itemHtml),
    action
      ? `<p><a href="${escaped(action.href)}" style="display:inline-block;padding:10px 18px;background:#1f3f6b;color:#ffffff;text-decoration:none;border-radius:4px">${escaped(action.label)}</a></p><p style="${quiet};word-break:break-all">${escaped(action.href)}</p>`
      : "",
    orElse ? `<p><a href="${escaped(orElse.href)}" style="color:#1f3f6b">${escaped(orElse.label)}</a></p>` : "",
    `<p style="${quiet};border-top:1px solid #ded8ca;margin-top:24px;padding-top:12px">${[escaped(sender), escaped(reason), ...below].join("<br>")}</p></div></body></html>`,
  ].join("\n");
}

/** A letter as plain text and as HTML, the same words in both, in the language that is spoken where it is written (`writtenTo`). Nothing in it is loaded from elsewhere, and nothing that was given becomes markup. */
export const composeMail = (letter: Letter): Words => ({ text: textOf(letter), html: htmlOf(letter) });
