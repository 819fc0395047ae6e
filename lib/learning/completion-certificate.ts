import { addPages, newPaper, paperBytes, type Block } from "@/lib/agreements/paper";

/** What stands on a certificate of completion. Days are ISO dates. */
export type Completion = {
  code: string;
  name: string;
  email: string;
  pathName: string;
  operatorName: string;
  issuedAt: Date;
  modules: readonly { title: string; passedOn: string }[];
  /** Where anybody can ask whether it is genuine. */
  checkAt: string;
};

/** The certificate as a PDF, in the look of the certificates of acceptance, with the name in any script. The same completion gives the same bytes. */
export async function completionPdf({ code, name, email, pathName, operatorName, issuedAt, modules, checkAt }: Completion): Promise<Uint8Array> {
  const day = issuedAt.toISOString().slice(0, 10);
  const title = `Certificate of completion: ${pathName}`;
  const paper = await newPaper(title, "en", issuedAt);
  const blocks: Block[] = [
    { look: "small", text: `${operatorName} · Evidence portal` },
    { look: "title", text: "Certificate of completion" },
    { look: "text", text: "This is to certify that" },
    { look: "title", text: name },
    { look: "text", text: `has completed the auditor learning path for ${pathName.toLowerCase()} roles: read its ${modules.length} modules and passed the check at the end of each.` },
    { look: "heading", text: "Completed" },
    ...modules.map(({ title: module, passedOn }): Block => ({ look: "fact", term: passedOn, text: module })),
    { look: "heading", text: "About this certificate" },
    { look: "fact", term: "Name", text: name },
    { look: "fact", term: "E-mail address", text: email },
    { look: "fact", term: "Path", text: pathName },
    { look: "fact", term: "Issued on", text: day },
    { look: "fact", term: "Issued by", text: operatorName },
    { look: "fact", term: "Verification id", text: code },
    { look: "small", text: `To check: open ${checkAt} and enter the verification id. The page answers with the name, the path and the day on which it was issued, or that there is no such certificate.` },
    { look: "small", text: "It says what its holder has read and answered in this portal. It is no professional qualification." },
  ];
  await addPages(paper, blocks, `Certificate of completion ${code} · issued ${day}`);
  return paperBytes(paper);
}
