import { NotFoundView } from "@/components/states/state-views";

/** Any address that leads nowhere. The same for what does not exist and for what is not the person's. */
export default function NotFound() {
  return (
    <main id="main" className="state-page">
      <NotFoundView />
    </main>
  );
}
