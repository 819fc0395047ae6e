import { DeniedView } from "@/components/states/state-views";

/** What the person's group does not allow. */
export default function Forbidden() {
  return (
    <main id="main" className="state-page">
      <DeniedView />
    </main>
  );
}
