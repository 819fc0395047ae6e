import { startMailServer } from "/tmp/wt/agreements/e2e/mail-server";
const m = await startMailServer("/tmp/data-agreements/mail");
console.log(m.url);
