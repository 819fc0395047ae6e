"use client";

import { PolicyEditor, type PolicyEditorProps } from "@/components/policies/policy-editor";
import { policyLanguage } from "@/lib/access/policy-language";

/** The editor with the parser that saves: what it finds in the browser is what saving would find. */
export function EditorIsland(props: Omit<PolicyEditorProps, "language">) {
  return <PolicyEditor {...props} language={policyLanguage} />;
}
