"use client";

import { FailedPage } from "@/components/states/failed-page";

/** A page that failed while it was made. `digest` finds the failure in the log. */
export default function PageError({ error }: { error: Error & { digest?: string } }) {
  return <FailedPage digest={error.digest} />;
}
