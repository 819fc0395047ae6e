/** Attributes that people read or hear. */
const spoken = new Set([
  "alt", "aria-description", "aria-label", "aria-roledescription", "caption", "cancelLabel", "confirm", "confirmLabel", "data-label", "description", "empty",
  "heading", "hint", "label", "nextLabel", "placeholder", "previousLabel", "question", "summary", "title",
]);
/** Elements whose content is the same in every language. */
const technical = new Set(["code", "kbd", "pre", "samp", "style"]);
/** A word has two small letters side by side: PDF, UTC and SOC 2 are names. */
const isWords = (text) => /\p{Ll}\p{Ll}/u.test(text);

/**
 * No words outside the catalogue of texts (docs/decisions/0031-texts.md): what stands in a view goes through `t`, `tn` or `pieces`.
 * @type {import("eslint").Rule.RuleModule}
 */
export const noBareText = {
  meta: { type: "problem", schema: [], messages: { bare: "Words for people are said by t(), tn() or pieces(): {{text}}" } },
  create(context) {
    const report = (node, text) => {
      if (isWords(text)) context.report({ node, messageId: "bare", data: { text: text.trim().slice(0, 60) } });
    };
    const look = (expression) => {
      switch (expression?.type) {
        case "Literal":
          if (typeof expression.value === "string") report(expression, expression.value);
          break;
        case "TemplateLiteral":
          for (const { value } of expression.quasis) report(expression, value.cooked ?? "");
          break;
        case "ConditionalExpression":
          look(expression.consequent);
          look(expression.alternate);
          break;
        case "LogicalExpression":
          look(expression.right);
          break;
      }
    };
    const nameOf = (element) => (element?.type === "JSXElement" ? element.openingElement.name.name : undefined);
    return {
      JSXText(node) {
        if (!technical.has(nameOf(node.parent))) report(node, node.value.replace(/&\w+;/g, ""));
      },
      JSXAttribute(node) {
        const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
        if (!spoken.has(name) || !node.value) return;
        look(node.value.type === "JSXExpressionContainer" ? node.value.expression : node.value);
      },
      JSXExpressionContainer(node) {
        if (node.parent.type !== "JSXAttribute" && !technical.has(nameOf(node.parent))) look(node.expression);
      },
    };
  },
};
