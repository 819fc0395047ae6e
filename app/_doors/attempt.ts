import { forbidden, notFound, redirect } from "next/navigation";
import { asMunimentError } from "@/lib/operations/errors";
import { withParams } from "./paths";

/**
 * Runs what a page needs and turns refusals into where the person goes next: sign-in, the missing factor, "not found", "denied".
 * Anything else goes on to the error page. @param here path and query of the page, to come back to
 */
export async function attempt<T>(here: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = asMunimentError(thrown);
    switch (error.code) {
      case "Unauthenticated":
        return redirect(withParams("/sign-in", { return: here }));
      case "SecondFactorRequired":
        return redirect(withParams("/sign-in", { return: here }));
      case "EnrollmentRequired":
        return redirect("/enrollment");
      case "StepUpRequired":
        return redirect(withParams("/step-up", { return: here }));
      case "ResourceNotFound":
      case "LinkInvalid":
      case "ValidationException":
      case "InvalidPagingToken":
        return notFound();
      case "AccessDenied":
        return forbidden();
      default:
        throw error;
    }
  }
}
