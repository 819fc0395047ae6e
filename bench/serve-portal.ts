import "../server/production";
import { startServer } from "../server/main";
import { answer } from "./answer";

const { port, baseUrl } = await startServer();
// Asked at any time: the milliseconds of processor time that this process has used.
answer({ port, baseUrl }, () => {
  const { user, system } = process.cpuUsage();
  return Promise.resolve((user + system) / 1000);
});
