import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { packetChoice, PacketPlan, planOf } from "./packet-plan";

/** Shows what a packet would hold, with the terms of its reports, before anything is accepted. */
export const planPacket = operation({
  name: "packets:PlanPacket",
  summary: "What an evidence packet would hold: reports with their terms, agreements, period.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object(packetChoice),
  output: PacketPlan,
  handle: ({ db, caller, input }) => planOf(db, caller, input),
});
