import { atTime } from "@/lib/operations/clock";
export const probe = atTime;
