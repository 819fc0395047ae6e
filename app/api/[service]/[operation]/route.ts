import { serve } from "@/app/_doors/serve";

/** Every operation that has an HTTP call: `POST /api/<service>/<Operation>`. */
export async function POST(request: Request, { params }: { params: Promise<{ service: string; operation: string }> }): Promise<Response> {
  const { service, operation } = await params;
  return serve(request, `${service}:${operation}`);
}
