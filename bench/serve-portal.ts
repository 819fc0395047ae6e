import "../server/production";
import { startServer } from "../server/main";
import { answer } from "./answer";

const { port, baseUrl } = await startServer();
answer({ port, baseUrl }, () => Promise.resolve(null));
